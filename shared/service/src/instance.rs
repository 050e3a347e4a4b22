use std::sync::OnceLock;

/// The source revision this program was built from, `dev` for a build by hand.
pub const REVISION: &str = match option_env!("BUILD_REVISION") {
    Some(revision) => revision,
    None => "dev",
};

/// 16 hexadecimal digits, drawn once for each start of the program.
#[must_use]
pub fn instance_id() -> &'static str {
    static ID: OnceLock<String> = OnceLock::new();
    ID.get_or_init(|| format!("{:016x}", fastrand::u64(..)))
}

/// The host's name; in a container that is the container's id.
#[must_use]
pub fn host_name() -> String {
    gethostname::gethostname().to_string_lossy().into_owned()
}
