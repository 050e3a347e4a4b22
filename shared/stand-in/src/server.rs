//! The thread that serves, apart from its owner, so that a blocked test cannot stall it.

use std::{io, net::SocketAddr, sync::Arc, thread, time::Duration};

use tokio::{
    net::TcpListener,
    runtime::{Builder, Runtime},
    sync::oneshot,
};

use crate::{connection::serve, state::State};

/// Pause after a connection could not be taken, as when descriptors run out.
const BREATH: Duration = Duration::from_millis(20);
/// Threads that compute answers.
const COMPUTERS: usize = 2;

/// A running server; it stops when dropped.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Server {
    /// Listens on `address` and serves from a thread of its own.
    ///
    /// # Errors
    /// When the address or a thread cannot be had.
    pub(crate) async fn start(address: SocketAddr, state: Arc<State>) -> io::Result<Self> {
        let (stop, stopped) = oneshot::channel();
        let (ready, started) = oneshot::channel();
        let thread = thread::Builder::new().name("stand-in".into()).spawn(move || {
            let listening = listen(address);
            match listening {
                Ok((runtime, listener, address)) => {
                    // An owner that did not wait has dropped the other sender too.
                    let _ = ready.send(Ok(address));
                    runtime.block_on(accept(listener, state, stopped));
                    runtime.shutdown_background();
                }
                Err(error) => drop(ready.send(Err(error))),
            }
        })?;
        let address = started.await.unwrap_or_else(|_| Err(io::ErrorKind::BrokenPipe.into()))?;
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A thread that panicked is stopped, which is what was wanted.
            let _ = thread.join();
        }
    }
}

fn listen(address: SocketAddr) -> io::Result<(Runtime, TcpListener, SocketAddr)> {
    let runtime =
        Builder::new_current_thread().enable_all().max_blocking_threads(COMPUTERS).build()?;
    let listener = runtime.block_on(TcpListener::bind(address))?;
    let address = listener.local_addr()?;
    Ok((runtime, listener, address))
}

/// Takes connections until the owner goes.
async fn accept(listener: TcpListener, state: Arc<State>, mut stopped: oneshot::Receiver<()>) {
    loop {
        let taken = tokio::select! {
            _ = &mut stopped => return,
            taken = listener.accept() => taken,
        };
        match taken {
            Ok((stream, _)) => {
                // Pieces of an answer go out as they are written.
                let _ = stream.set_nodelay(true);
                tokio::spawn(serve(stream, Arc::clone(&state)));
            }
            Err(_) => tokio::time::sleep(BREATH).await,
        }
    }
}
