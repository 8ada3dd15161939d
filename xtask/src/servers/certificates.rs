//! Certificates for the end-to-end tests, made for each run and valid on
//! this machine only.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use xshell::{Shell, cmd};

/// What each kind of certificate is good for.
const EXTENSIONS: &str = "\
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[console]
subjectAltName = DNS:localhost, IP:127.0.0.1
extendedKeyUsage = serverAuth
[api]
subjectAltName = DNS:api.upcloud.com
extendedKeyUsage = serverAuth
";

/// A certificate and its key, in files.
pub(crate) struct Pair {
    pub(crate) certificate: PathBuf,
    pub(crate) key: PathBuf,
}

/// All that a run needs.
pub(crate) struct Certificates {
    /// Who signed both servers' certificates.
    pub(crate) authority: Pair,
    /// Somebody who signed neither.
    pub(crate) stranger: Pair,
    pub(crate) console: Pair,
    pub(crate) api: Pair,
    /// The console's key as Chromium's `--ignore-certificate-errors-spki-list`
    /// names it: that key is trusted, and no other.
    pub(crate) console_pin: String,
}

/// Makes them in `folder`, with OpenSSL 3.
pub(crate) fn make(shell: &Shell, folder: &Path) -> Result<Certificates> {
    let extensions = folder.join("openssl.cnf");
    shell.write_file(&extensions, EXTENSIONS)?;
    let pair = |name: &str, kind: &str, signer: Option<&Pair>| -> Result<Pair> {
        let pair = Pair {
            certificate: folder.join(format!("{name}.pem")),
            key: folder.join(format!("{name}.key")),
        };
        let (certificate, key) = (&pair.certificate, &pair.key);
        let signed = signer.map(|Pair { certificate, key }| {
            [
                "-CA".as_ref(),
                certificate.as_os_str(),
                "-CAkey".as_ref(),
                key.as_os_str(),
            ]
        });
        let signed = signed.iter().flatten();
        let subject = format!("/CN=Console tests, {name}");
        cmd!(
            shell,
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 3 -config {extensions} -extensions {kind} -subj {subject} -out {certificate} -keyout {key} {signed...}"
        )
        .quiet()
        .ignore_stderr()
        .run()
        .context("openssl makes no certificate: is it OpenSSL 3?")?;
        Ok(pair)
    };
    let authority = pair("authority", "authority", None)?;
    let stranger = pair("stranger", "authority", None)?;
    let console = pair("console", "console", Some(&authority))?;
    let api = pair("api", "api", Some(&authority))?;
    let console_pin = pin(shell, &console)?;
    Ok(Certificates {
        authority,
        stranger,
        console,
        api,
        console_pin,
    })
}

/// The hash of the public key.
fn pin(shell: &Shell, pair: &Pair) -> Result<String> {
    let key = &pair.key;
    let public = cmd!(shell, "openssl pkey -in {key} -pubout -outform DER")
        .quiet()
        .output()?;
    Ok(STANDARD.encode(Sha256::digest(public.stdout)))
}
