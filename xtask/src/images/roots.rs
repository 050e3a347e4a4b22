use std::fs;

use anyhow::{Context, Result};

/// The certificates that this machine trusts, in PEM: without them no image could
/// tell a weather service from an impostor.
///
/// # Errors
/// When the machine has no such file.
pub(crate) fn bundle() -> Result<Vec<u8>> {
    let probed = openssl_probe::probe();
    let file = probed
        .cert_file
        .context("no file of trusted certificates (Debian: apt-get install ca-certificates)")?;
    fs::read(&file).with_context(|| file.display().to_string())
}
