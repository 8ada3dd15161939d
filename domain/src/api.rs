//! UpCloud's API: its calls as values, its answers and its errors.

pub mod answer;
pub mod credentials;
pub mod decode;
pub mod error;
pub mod feature;
pub mod label_filter;
pub mod request;
pub mod retry;
pub mod secret;
pub mod throttle;
