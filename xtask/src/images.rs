//! One image a service, `FROM scratch`, the same bytes from the same sources.

mod archive;
mod build;
mod config;
mod release;
pub(crate) mod roots;
mod sbom;

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::{
    cargo::target_folder,
    docker::Docker,
    services::{self, Role, Service},
    tree::Tree,
};
use archive::{Archive, Entry, Layer};
use release::Release;

/// What the names of all images begin with.
pub(crate) const REPOSITORY: &str = "weather-dashboard";
/// The tag of images where the shell names no other.
pub(crate) const NEWEST: &str = "latest";
/// What an image may hold at most, bytes.
const BUDGET_BYTES: u64 = 6_000_000;
/// The user that the programs run as, and the group: nobody in particular.
const USER: u32 = 65532;

/// Which images, and what beside them.
#[derive(Args)]
pub(crate) struct Options {
    /// The services to make images of; all where none is named
    services: Vec<String>,
    /// Also write a software bill of materials of each, by cargo-cyclonedx
    #[arg(long)]
    sbom: bool,
}

/// An image that was made.
pub(crate) struct Image {
    /// With its tag.
    name: String,
    /// SHA-256 of its configuration, by which engines know it.
    id: String,
    archive: PathBuf,
    bytes: u64,
}

impl Image {
    fn fits(&self) -> bool {
        self.bytes <= BUDGET_BYTES
    }
}

/// Makes the images, hands them to the engine where there is one, and tells which are over
/// their budget.
///
/// # Errors
/// When a service is unknown, does not build, or the engine does not take it.
pub(crate) fn run(root: &Path, options: &Options) -> Result<()> {
    let tree = Tree::read(root)?;
    let services = chosen(&tree, &options.services)?;
    let images = make(root, &tree, &services, &tag()?)?;
    match Docker::find() {
        Ok(docker) => load(&docker, &images)?,
        Err(error) => println!("not loaded: {error:#}"),
    }
    print!("{}", table(&images));
    if options.sbom {
        sbom::write(root, &tree, &services, &folder(root)?)?;
    }
    Ok(())
}

/// Makes the images of these services, of all where none is named, and hands them to an engine.
///
/// # Errors
/// As [`run`].
pub(crate) fn make_some(root: &Path, docker: &Docker, services: &[String]) -> Result<()> {
    let tree = Tree::read(root)?;
    let images = make(root, &tree, &chosen(&tree, services)?, &tag()?)?;
    load(docker, &images)
}

/// Makes the image of one service and hands it to an engine under this tag alone, so
/// that what is named otherwise stays what it is.
///
/// # Errors
/// As [`run`].
pub(crate) fn make_one(root: &Path, docker: &Docker, service: &str, tag: &str) -> Result<()> {
    let tree = Tree::read(root)?;
    let services = chosen(&tree, &[service.to_owned()])?;
    load(docker, &make(root, &tree, &services, tag)?)
}

/// The name of a service's image, without a tag.
pub(crate) fn name(service: &str) -> String {
    format!("{REPOSITORY}/{service}")
}

/// The name of a service's image with the tag that compose takes.
///
/// # Errors
/// As [`tag`].
pub(crate) fn tagged(service: &str) -> Result<String> {
    Ok(format!("{}:{}", name(service), tag()?))
}

/// The tag of the images that are made and started: `TAG` of the shell, as compose has it.
///
/// # Errors
/// When it is none.
pub(crate) fn tag() -> Result<String> {
    checked(env::var("TAG").ok())
}

fn checked(tag: Option<String>) -> Result<String> {
    let Some(tag) = tag.filter(|tag| !tag.is_empty()) else { return Ok(NEWEST.into()) };
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    ensure!(
        tag.len() <= 128
            && tag.starts_with(is_word)
            && tag.chars().all(|c| is_word(c) || ".-".contains(c)),
        "TAG={tag:?} is no tag: up to 128 letters, digits, _, . and - are allowed, none of the \
         last two first"
    );
    Ok(tag)
}

fn chosen(tree: &Tree, names: &[String]) -> Result<Vec<Service>> {
    let all = services::all(tree)?;
    if names.is_empty() {
        return Ok(all);
    }
    let known: BTreeMap<String, Service> = all
        .into_iter()
        .chain([services::runner(tree)?])
        .map(|service| (service.name.clone(), service))
        .collect();
    let mut chosen = Vec::new();
    for name in names {
        let Some(service) = known.get(name) else {
            let known: Vec<&str> = known.keys().map(String::as_str).collect();
            bail!("no service is named {name:?}; there are {}", known.join(", "));
        };
        chosen.push(service.clone());
    }
    Ok(chosen)
}

/// Where archives and bills of materials go.
fn folder(root: &Path) -> Result<PathBuf> {
    Ok(target_folder(root)?.join("images"))
}

/// Compiles the services and packs each into an archive with this tag; the newest have the
/// release's version for another.
fn make(root: &Path, tree: &Tree, services: &[Service], tag: &str) -> Result<Vec<Image>> {
    let release = Release::of(root, tree)?;
    println!("compiling {} at revision {}", counted(services.len()), release.revision);
    let programs = build::programs(root, tree, services, &release)?;
    let folder = folder(root)?;
    fs::create_dir_all(&folder)?;
    let service_base = service_base(&release)?;
    let pack = |service: &Service| {
        let program = programs.get(&service.name).context("cargo built no program")?;
        let program = fs::read(program).with_context(|| program.display().to_string())?;
        let program = [Entry::program(config::PROGRAM, program)];
        let program = Layer::of("the program", &program, release.created)?;
        let base = match service.role {
            Role::Board | Role::Widget => service_base.clone(),
            Role::Runner => runner_base(tree, service, &release)?,
        };
        let layers = [base, program];
        let config = config::of(service, &release, &layers)?;
        let (suffix, version) = match tag {
            NEWEST => (String::new(), Some(release.version.as_str())),
            own => (format!("-{own}"), None),
        };
        let tags = [tag].into_iter().chain(version);
        let tags: Vec<String> = tags.map(|tag| format!("{}:{tag}", name(&service.name))).collect();
        let archive = Archive { config, layers: &layers, tags: &tags, created: release.created };
        let path = folder.join(format!("{}{suffix}.tar", service.name));
        let id = archive.write(&path)?;
        let bytes = layers.iter().map(Layer::content_bytes).sum();
        let name = format!("{}:{tag}", name(&service.name));
        Ok(Image { name, id, archive: path, bytes })
    };
    services.iter().map(pack).collect()
}

fn counted(services: usize) -> String {
    match services {
        1 => "1 service".into(),
        many => format!("{many} services"),
    }
}

/// What the images of all services share.
fn service_base(release: &Release) -> Result<Layer> {
    let entries = [
        Entry::folder("cache", USER),
        Entry::folder("etc", 0),
        Entry::folder("etc/ssl", 0),
        Entry::folder("etc/ssl/certs", 0),
        Entry::file("etc/ssl/certs/ca-certificates.crt", roots::bundle()?),
    ];
    Layer::of("certificates and a folder for the cache", &entries, release.created)
}

/// What the runner finds beside itself.
fn runner_base(tree: &Tree, runner: &Service, release: &Release) -> Result<Layer> {
    let suites = format!("{}/suites/", runner.folder);
    let suites = tree.files().filter_map(|(path, text)| Some((path.strip_prefix(&suites)?, text)));
    let suites = suites.filter(|(name, _)| name.ends_with(".side"));
    let mut entries = vec![Entry::folder("reports", USER), Entry::folder("suites", 0)];
    entries.extend(suites.map(|(name, text)| Entry::file(&format!("suites/{name}"), text.into())));
    Layer::of("the suites and a folder for reports", &entries, release.created)
}

fn load(docker: &Docker, images: &[Image]) -> Result<()> {
    for image in images {
        docker.load(&image.archive)?;
        let name = &image.name;
        let id = docker.image_id(name)?;
        // An engine with another store names an image by its manifest instead.
        if id.as_deref() != Some(image.id.as_str()) {
            println!("{name}: the engine knows it as {}", id.unwrap_or_default());
        }
    }
    Ok(())
}

fn table(images: &[Image]) -> String {
    let mut table = format!("{:<46} {:<14} {:>10} {:>10}\n", "image", "id", "size", "budget");
    for image in images {
        let name = &image.name;
        let short: String = image.id.trim_start_matches("sha256:").chars().take(12).collect();
        let [size, budget] = [image.bytes, BUDGET_BYTES].map(megabytes);
        let verdict = if image.fits() { "" } else { "  TOO LARGE" };
        table += &format!("{name:<46} {short:<14} {size:>10} {budget:>10}{verdict}\n");
    }
    table
}

/// Rounded up, so that what is over the budget looks so.
fn megabytes(bytes: u64) -> String {
    let hundredths = bytes.div_ceil(10_000);
    format!("{}.{:02} MB", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tests::sound;

    #[test]
    fn an_unknown_service_is_told_with_the_known_ones() {
        let all = services::all(&sound()).unwrap();
        let error = chosen(&sound(), &["gamma".into()]).unwrap_err().to_string();
        let known = "there are alpha, beta-ray, frontend, monolith, selenese";
        assert_eq!(error, format!("no service is named \"gamma\"; {known}"));
        assert_eq!(chosen(&sound(), &["alpha".into()]).unwrap()[0].name, "alpha");
        assert_eq!(chosen(&sound(), &[]).unwrap(), all);
    }

    fn image(bytes: u64) -> Image {
        let id = format!("sha256:{}", "0123456789abcdef".repeat(4));
        Image { name: "weather-dashboard/alpha:latest".into(), id, archive: PathBuf::new(), bytes }
    }

    #[test]
    fn the_table_has_names_ids_sizes_and_the_budget() {
        let table = table(&[image(4_906_000)]);
        assert_eq!(
            table.lines().nth(1).unwrap().split_whitespace().collect::<Vec<_>>(),
            ["weather-dashboard/alpha:latest", "0123456789ab", "4.91", "MB", "6.00", "MB"]
        );
    }

    #[test]
    fn a_tag_is_what_the_shell_says_and_an_engine_takes() {
        let of = |tag: &str| checked(Some(tag.into()));
        assert_eq!(checked(None).unwrap(), NEWEST);
        assert_eq!(of("").unwrap(), NEWEST);
        assert_eq!(of("v2.0_a-b").unwrap(), "v2.0_a-b");
        for wrong in ["a/b", "-a", ".a", "a b", &"a".repeat(129)] {
            let error = of(wrong).unwrap_err().to_string();
            assert!(error.contains(wrong) && error.contains("128 letters"), "{error}");
        }
    }

    #[test]
    fn an_image_over_the_budget_is_told() {
        let images = [image(BUDGET_BYTES), image(BUDGET_BYTES + 1)];
        assert_eq!(images.each_ref().map(Image::fits), [true, false]);
        let table = table(&images);
        let lines: Vec<&str> = table.lines().skip(1).collect();
        assert!(lines[0].ends_with("6.00 MB    6.00 MB"), "{table}");
        assert!(lines[1].ends_with("6.01 MB    6.00 MB  TOO LARGE"), "{table}");
    }
}
