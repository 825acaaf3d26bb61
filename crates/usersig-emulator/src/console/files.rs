//! The files of the page, which are part of the program.

/// A file of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct File {
    pub(super) media_type: &'static str,
    pub(super) text: &'static str,
}

macro_rules! files {
    ($($name:literal)+) => {
        /// The files below `/console/`.
        const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("page/", $name)))),+];
    };
}

files! {
    "accounts_panel.js"
    "api.js"
    "apps.js"
    "base.css"
    "check_panel.js"
    "clock_panel.js"
    "codes.js"
    "connection.js"
    "dom.js"
    "explanations.js"
    "faults.js"
    "faults_panel.js"
    "finding.js"
    "icon.svg"
    "journal_panel.js"
    "language.js"
    "main.js"
    "online_panel.js"
    "pages.js"
    "panels.css"
    "refresh.js"
    "refusals.js"
    "refused_panel.js"
    "results.js"
    "sentences.js"
    "store.js"
    "ticket_panel.js"
    "times.js"
    "words/en.js"
    "words/events_en.js"
    "words/events_zh.js"
    "words/explanations_zh.js"
    "words/zh.js"
}

/// The page itself.
pub(super) const fn index() -> File {
    File { media_type: "text/html; charset=utf-8", text: include_str!("page/index.html") }
}

/// The file of this path below `/console/`.
pub(super) fn file(path: &str) -> Option<File> {
    let (_, text) = FILES.iter().find(|(name, _)| *name == path)?;
    let media_type = match path.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        _ => "image/svg+xml",
    };
    Some(File { media_type, text })
}
