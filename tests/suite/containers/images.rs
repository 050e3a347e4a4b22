//! Images under a tag of the test's own, so that none is renamed that others use.

use std::{
    env, fs,
    path::Path,
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

use acceptance::{Setting, WIDGETS, docker, program};
use tempfile::TempDir;

/// What the names of the images begin with.
const REPOSITORY: &str = "weather-dashboard";

/// One more tag on every image; it goes when dropped, with all that were derived from it.
pub(crate) struct Images {
    tag: String,
}

impl Images {
    pub(crate) fn tagged() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let tag = format!("acceptance-{}-{number}", std::process::id());
        let usual = env::var("TAG").unwrap_or_else(|_| "latest".into());
        for service in WIDGETS.iter().chain(&["frontend", "monolith"]) {
            let name = format!("{REPOSITORY}/{service}");
            docker(&["tag", &format!("{name}:{usual}"), &format!("{name}:{tag}")]);
        }
        Self { tag }
    }

    /// What makes compose and the verbs take these.
    pub(crate) fn setting(&self) -> Setting<'_> {
        ("TAG", &self.tag)
    }

    /// The full name of an image of `wind` with this behind its tag.
    pub(crate) fn wind(&self, suffix: &str) -> String {
        format!("{REPOSITORY}/wind:{}{suffix}", self.tag)
    }

    /// The names of the images of `wind` that a replacement has made.
    pub(crate) fn beside(&self) -> Vec<String> {
        let all = docker(&["image", "ls", "--format", "{{.Tag}}", &format!("{REPOSITORY}/wind")]);
        let beside = all.lines().filter_map(|tag| tag.strip_prefix(&self.tag));
        let is_theirs = |suffix: &&str| ["-next", "-proven", "-previous"].contains(suffix);
        beside.filter(is_theirs).map(str::to_owned).collect()
    }
}

impl Drop for Images {
    fn drop(&mut self) {
        let format = "{{.Repository}}:{{.Tag}}";
        let all = docker(&["image", "ls", "--format", format]);
        for name in all.lines().filter(|name| name.contains(&format!(":{}", self.tag))) {
            // What another run derived from it stays.
            let _ = Command::new("docker").args(["rmi", "--force", name]).output();
        }
    }
}

/// An image of `wind` whose program is the mutant, in one of its ways.
pub(crate) fn mutant(images: &Images, way: &str) -> String {
    let folder = TempDir::new().expect("a folder");
    let program = program("mutant");
    let libraries = Command::new("ldd").arg(&program).output().expect("ldd runs").stdout;
    let libraries = String::from_utf8(libraries).expect("UTF-8");
    let root = folder.path().join("root");
    for library in libraries.split_whitespace().filter(|word| word.starts_with('/')) {
        copy(Path::new(library), &root.join(library.trim_start_matches('/')));
    }
    copy(&program, &root.join("mutant"));
    let recipe =
        format!("FROM {}\nCOPY root/ /\nENTRYPOINT [\"/mutant\", \"{way}\"]\n", images.wind(""));
    fs::write(folder.path().join("Dockerfile"), recipe).expect("a recipe");
    let name = images.wind(&format!("-{way}"));
    let context = folder.path().display().to_string();
    docker(&["build", "--quiet", "--tag", &name, &context]);
    name
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
    fs::copy(from, to).expect("a copy");
}
