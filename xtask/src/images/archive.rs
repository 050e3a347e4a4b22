//! An image as one file: an image layout of the Open Container Initiative that
//! `docker load` takes as well. Everything in it has one fixed time and order.

use std::{collections::BTreeMap, fs::File, io::Write, path::Path};

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tar::{Builder, EntryType, Header};

/// A file or folder of a layer.
pub(super) struct Entry {
    path: String,
    kind: EntryType,
    mode: u32,
    owner: u32,
    bytes: Vec<u8>,
}

impl Entry {
    /// A folder of a user.
    pub(super) fn folder(path: &str, owner: u32) -> Self {
        let bytes = Vec::new();
        Self { path: path.into(), kind: EntryType::Directory, mode: 0o755, owner, bytes }
    }

    /// A file that all may read.
    pub(super) fn file(path: &str, bytes: Vec<u8>) -> Self {
        Self { path: path.into(), kind: EntryType::Regular, mode: 0o644, owner: 0, bytes }
    }

    /// A file that all may run.
    pub(super) fn program(path: &str, bytes: Vec<u8>) -> Self {
        Self { mode: 0o755, ..Self::file(path, bytes) }
    }
}

/// A layer: a tar archive with its digest.
#[derive(Clone)]
pub(super) struct Layer {
    what: &'static str,
    tar: Vec<u8>,
    digest: String,
    content_bytes: u64,
}

impl Layer {
    /// Packs entries, all changed last at one time.
    ///
    /// # Errors
    /// When a path is too long for an archive.
    pub(super) fn of(what: &'static str, entries: &[Entry], changed: Timestamp) -> Result<Self> {
        let mut archive = Builder::new(Vec::new());
        for entry in entries {
            append(&mut archive, entry, changed)?;
        }
        let tar = archive.into_inner()?;
        let content_bytes = entries.iter().map(|entry| entry.bytes.len() as u64).sum();
        Ok(Self { what, digest: digest(&tar), tar, content_bytes })
    }

    /// What it holds, in words.
    pub(super) fn what(&self) -> &'static str {
        self.what
    }

    /// SHA-256 of the archive, as `sha256:…`.
    pub(super) fn digest(&self) -> &str {
        &self.digest
    }

    /// The bytes of all files in it.
    pub(super) fn content_bytes(&self) -> u64 {
        self.content_bytes
    }
}

/// What makes an image.
pub(super) struct Archive<'a> {
    pub(super) config: Value,
    pub(super) layers: &'a [Layer],
    /// Names with tags, such as `weather-dashboard/wind:latest`.
    pub(super) tags: &'a [String],
    pub(super) created: Timestamp,
}

impl Archive<'_> {
    /// Writes the archive and returns the image's id.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn write(&self, path: &Path) -> Result<String> {
        let config = serde_json::to_vec(&self.config)?;
        let id = digest(&config);
        let manifest = serde_json::to_vec(&self.manifest(&config))?;
        let mut files: BTreeMap<String, &[u8]> = BTreeMap::new();
        for layer in self.layers {
            files.insert(blob(&layer.digest), &layer.tar);
        }
        let (layout, index) = (br#"{"imageLayoutVersion":"1.0.0"}"#, self.index(&manifest));
        let (index, docker) = (index.to_string(), self.docker_manifest(&id).to_string());
        files.insert(blob(&id), &config);
        files.insert(blob(&digest(&manifest)), &manifest);
        files.insert("oci-layout".into(), layout);
        files.insert("index.json".into(), index.as_bytes());
        files.insert("manifest.json".into(), docker.as_bytes());
        let file = File::create(path).with_context(|| path.display().to_string())?;
        self.pack(file, &files).with_context(|| path.display().to_string())?;
        Ok(id)
    }

    fn pack(&self, file: File, files: &BTreeMap<String, &[u8]>) -> Result<()> {
        let mut archive = Builder::new(file);
        for (path, bytes) in files {
            let mut header = header(EntryType::Regular, 0o644, self.created)?;
            header.set_size(bytes.len() as u64);
            archive.append_data(&mut header, path, *bytes)?;
        }
        archive.into_inner()?.flush()?;
        Ok(())
    }

    fn manifest(&self, config: &[u8]) -> Value {
        let of = |kind: &str, digest: &str, size: usize| {
            json!({
                "mediaType": format!("application/vnd.oci.image.{kind}"),
                "digest": digest,
                "size": size,
            })
        };
        let layers: Vec<Value> = self
            .layers
            .iter()
            .map(|layer| of("layer.v1.tar", &layer.digest, layer.tar.len()))
            .collect();
        json!({
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": of("config.v1+json", &digest(config), config.len()),
            "layers": layers,
        })
    }

    fn index(&self, manifest: &[u8]) -> Value {
        let entry = |tag: &String| {
            let (_, short) = tag.rsplit_once(':').unwrap_or(("", tag));
            json!({
                "mediaType": "application/vnd.oci.image.manifest.v1+json",
                "digest": digest(manifest),
                "size": manifest.len(),
                "annotations": {
                    "io.containerd.image.name": format!("docker.io/{tag}"),
                    "org.opencontainers.image.ref.name": short,
                },
            })
        };
        let manifests: Vec<Value> = self.tags.iter().map(entry).collect();
        json!({
            "schemaVersion": 2,
            "mediaType": "application/vnd.oci.image.index.v1+json",
            "manifests": manifests,
        })
    }

    /// What engines read that are older than the layout.
    fn docker_manifest(&self, id: &str) -> Value {
        let layers: Vec<String> = self.layers.iter().map(|layer| blob(&layer.digest)).collect();
        json!([{ "Config": blob(id), "RepoTags": self.tags, "Layers": layers }])
    }
}

fn append(archive: &mut Builder<Vec<u8>>, entry: &Entry, changed: Timestamp) -> Result<()> {
    let mut header = header(entry.kind, entry.mode, changed)?;
    header.set_uid(entry.owner.into());
    header.set_gid(entry.owner.into());
    header.set_size(entry.bytes.len() as u64);
    archive.append_data(&mut header, &entry.path, entry.bytes.as_slice())?;
    Ok(())
}

fn header(kind: EntryType, mode: u32, changed: Timestamp) -> Result<Header> {
    let mut header = Header::new_ustar();
    header.set_entry_type(kind);
    header.set_mode(mode);
    header.set_mtime(changed.as_second().try_into()?);
    Ok(header)
}

/// Where a layout keeps content of a digest.
fn blob(digest: &str) -> String {
    format!("blobs/{}", digest.replace(':', "/"))
}

fn digest(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter().fold("sha256:".to_owned(), |text, byte| text + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn time() -> Timestamp {
        Timestamp::from_second(1_700_000_000).unwrap()
    }

    fn layer() -> Layer {
        let entries = [Entry::folder("cache", 65532), Entry::program("service", b"ELF".to_vec())];
        Layer::of("a program", &entries, time()).unwrap()
    }

    fn write(path: &Path) -> String {
        let layers = [layer()];
        let tags = ["x/y:latest".to_owned(), "x/y:1".to_owned()];
        let config = json!({ "os": "linux" });
        Archive { config, layers: &layers, tags: &tags, created: time() }.write(path).unwrap()
    }

    /// The files of an archive.
    fn read(path: &Path) -> BTreeMap<String, Vec<u8>> {
        let mut archive = tar::Archive::new(File::open(path).unwrap());
        let mut files = BTreeMap::new();
        for entry in archive.entries().unwrap() {
            let mut entry = entry.unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            files.insert(entry.path().unwrap().display().to_string(), bytes);
        }
        files
    }

    #[test]
    fn the_same_content_is_the_same_file() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        assert_eq!(write(&one), write(&two));
        assert_eq!(std::fs::read(one).unwrap(), std::fs::read(two).unwrap());
    }

    #[test]
    fn every_blob_is_found_by_its_digest() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("image");
        let id = write(&path);
        let files = read(&path);
        for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("blobs/")) {
            assert_eq!(name, &blob(&digest(bytes)));
        }
        let docker: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
        assert_eq!(docker[0]["Config"], blob(&id));
        assert_eq!(docker[0]["RepoTags"], json!(["x/y:latest", "x/y:1"]));
        assert!(files.contains_key(docker[0]["Layers"][0].as_str().unwrap()));
        let index: Value = serde_json::from_slice(&files["index.json"]).unwrap();
        let manifest = &files[&blob(index["manifests"][1]["digest"].as_str().unwrap())];
        let manifest: Value = serde_json::from_slice(manifest).unwrap();
        assert_eq!(manifest["config"]["digest"], id);
    }

    #[test]
    fn a_folder_has_its_owner_and_all_have_one_time() {
        let layer = layer();
        let mut archive = tar::Archive::new(layer.tar.as_slice());
        let headers: Vec<Header> =
            archive.entries().unwrap().map(|entry| entry.unwrap().header().clone()).collect();
        assert_eq!(headers[0].uid().unwrap(), 65532);
        assert_eq!((headers[1].uid().unwrap(), headers[1].mode().unwrap()), (0, 0o755));
        assert!(headers.iter().all(|header| header.mtime().unwrap() == 1_700_000_000));
        assert_eq!(layer.content_bytes(), 3);
    }
}
