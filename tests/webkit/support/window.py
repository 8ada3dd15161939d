#!/usr/bin/python3
"""A window with nothing but a page of WebKitGTK in it, for WebKitWebDriver.

MiniBrowser, which the driver would start, cannot be narrower than 447 px and drops what
pages complain about: here that is added to the file --complaints, a line each. With
--dark the system prefers dark.
"""
import argparse

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

# Runs before the page's own scripts, in frames too.
RECORD = """
(() => {
  const record = (text) => webkit.messageHandlers.complaints.postMessage(String(text));
  for (const level of ['error', 'warn']) {
    const print = console[level];
    console[level] = (...values) => {
      record(values.join(' '));
      print.apply(console, values);
    };
  }
  addEventListener('error', ({ message }) => message && record(message));
  addEventListener('unhandledrejection', ({ reason }) => record(reason));
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
    record(`Violation of the Content-Security-Policy: ${effectiveDirective} ${blockedURI} ${sourceFile} ${lineNumber}`);
  });
})();
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--complaints", required=True)
    options = parser.parse_args()
    Gtk.init([])
    Gtk.Settings.get_default().set_property(
        "gtk-application-prefer-dark-theme", options.dark
    )
    # Nothing is kept from one session to the next.
    context = WebKit2.WebContext.new_ephemeral()
    context.set_automation_allowed(True)

    def start(_, session):
        info = WebKit2.ApplicationInfo()
        info.set_name("window")
        session.set_application_info(info)
        session.connect("create-web-view", lambda *_: open_window(context, options))

    context.connect("automation-started", start)
    Gtk.main()


def open_window(context, options):
    content = WebKit2.UserContentManager()
    content.add_script(
        WebKit2.UserScript.new(
            RECORD,
            WebKit2.UserContentInjectedFrames.ALL_FRAMES,
            WebKit2.UserScriptInjectionTime.START,
            None,
            None,
        )
    )

    def complain(_, message):
        with open(options.complaints, "a", encoding="utf-8") as file:
            text = message.get_js_value().to_string()
            print(" ".join(text.split()), file=file)

    content.connect("script-message-received::complaints", complain)
    content.register_script_message_handler("complaints")
    view = WebKit2.WebView(
        is_controlled_by_automation=True,
        web_context=context,
        user_content_manager=content,
    )
    window = Gtk.Window()
    window.set_default_size(1280, 1000)
    window.add(view)
    window.connect("destroy", lambda *_: Gtk.main_quit())
    window.show_all()
    view.grab_focus()
    return view


main()
