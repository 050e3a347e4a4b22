//! The small HTTP pieces that the board and the widgets share.

use std::net::{SocketAddr, TcpListener};

use crate::StartError;

/// The largest request body read, bytes. Nothing here takes more than a line.
pub const MAX_BODY: usize = 16 * 1024;

/// Opens a port for the configuration key `key`.
///
/// # Errors
/// When the address is in use or not ours; names the key and the address.
pub fn bind(key: &'static str, address: SocketAddr) -> Result<TcpListener, StartError> {
    let open = || {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        Ok(listener)
    };
    open().map_err(|source| StartError::Bind { key, address, source })
}
