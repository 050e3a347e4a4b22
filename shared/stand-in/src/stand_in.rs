use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use jiff::Timestamp;

use crate::{Call, Fault, Service, Tally, control, server::Server, state::State};

/// A running stand-in for all services; it stops when dropped.
///
/// It runs on a thread of its own, so that a blocked test cannot stall it.
#[derive(Debug)]
pub struct StandIn {
    server: Server,
    state: Arc<State>,
}

impl StandIn {
    /// Starts on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When there is no free port, or no thread to be had.
    pub async fn start() -> io::Result<Self> {
        Self::listen((Ipv4Addr::LOCALHOST, 0).into()).await
    }

    /// Starts on an address.
    ///
    /// # Errors
    /// When the address is in use or not ours, or there is no thread to be had.
    pub async fn listen(address: SocketAddr) -> io::Result<Self> {
        let state = Arc::new(State::new());
        let server = Server::start(address, Arc::clone(&state)).await?;
        Ok(Self { server, state })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.server.address
    }

    /// A service's full endpoint, such as `http://127.0.0.1:8090/v1/forecast`;
    /// on loopback where it listens everywhere.
    #[must_use]
    pub fn url(&self, service: Service) -> String {
        format!("http://{}{}", reachable(self.address()), service.path())
    }

    /// Has this go wrong with every service, from the next request on.
    pub fn set_fault(&self, fault: Fault) {
        self.state.set_fault(Service::ALL, fault);
    }

    /// Has this go wrong with one service, from the next request on.
    pub fn set_fault_of(&self, service: Service, fault: Fault) {
        self.state.set_fault([service], fault);
    }

    /// Has nothing go wrong any more.
    pub fn clear_faults(&self) {
        self.state.clear_faults();
    }

    /// Sets what the services take for now; `None` is the system's time.
    pub fn freeze(&self, now: Option<Timestamp>) {
        self.state.freeze(now);
    }

    /// Has a service answer every request with this body, as JSON, until [`StandIn::compute`].
    /// Faults apply to it all the same.
    pub fn answer_with(&self, service: Service, status: u16, body: impl Into<Vec<u8>>) {
        self.state.can(service, Some((status, body.into())));
    }

    /// Has a service compute its answers again.
    pub fn compute(&self, service: Service) {
        self.state.can(service, None);
    }

    /// Every request that came in, in order, the latest 100,000 since
    /// [`StandIn::forget_calls`]; those that went wrong count, too.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.state.calls()
    }

    /// Forgets what came in; requests under way still count for the most at once.
    pub fn forget_calls(&self) {
        self.state.forget_calls();
    }

    /// What came in, with a window of a minute.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.state.tally(control::MINUTE)
    }

    /// The most calls that began in any window of a length.
    #[must_use]
    pub fn most_within(&self, window: Duration) -> usize {
        self.state.most_within(window)
    }

    /// The most requests that were being served at the same time, since [`StandIn::forget_calls`].
    #[must_use]
    pub fn most_at_once(&self) -> usize {
        self.state.most_at_once()
    }
}

fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
