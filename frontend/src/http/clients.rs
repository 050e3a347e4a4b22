//! Who asks, also behind proxies, and how often one client may search.

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
};

use actix_web::{
    HttpRequest,
    http::{StatusCode, header},
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;
use service::{Problem, SettingsError};

/// Searches that one client may send at once, and then in a second.
const BURST: NonZeroU32 = NonZeroU32::new(40).unwrap();
const A_SECOND: NonZeroU32 = NonZeroU32::new(10).unwrap();

/// From how many clients on those that have been quiet are forgotten.
const REMEMBERED: usize = 10_000;

/// The clients of a board.
pub(crate) struct Clients {
    trusted: TrustedProxies,
    searches: DefaultKeyedRateLimiter<IpAddr>,
}

/// Proxies whose word on who asks is taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct TrustedProxies(Vec<IpNet>);

impl Clients {
    pub(crate) fn behind(trusted: TrustedProxies) -> Self {
        let quota = Quota::per_second(A_SECOND).allow_burst(BURST);
        Self { trusted, searches: RateLimiter::keyed(quota) }
    }

    /// Counts a search of whoever sends this request.
    ///
    /// # Errors
    /// 429: this client has searched too often.
    pub(super) fn count_search(&self, request: &HttpRequest) -> Result<(), Problem> {
        let Some(peer) = request.peer_addr() else { return Ok(()) };
        let forwarded = forwarded_for(request);
        let client = subscriber(self.trusted.client(peer.ip(), &forwarded));
        if self.searches.len() > REMEMBERED {
            self.searches.retain_recent();
        }
        self.searches.check_key(&client).map_err(|_| {
            let detail = format!("too many searches: {A_SECOND} a second are allowed, try again");
            Problem::new(StatusCode::TOO_MANY_REQUESTS, detail)
        })
    }
}

impl TrustedProxies {
    /// Reads `board.trusted_proxies`: addresses, and networks such as `10.0.0.0/8`.
    ///
    /// # Errors
    /// When one is neither.
    pub(crate) fn parse(texts: &[String]) -> Result<Self, SettingsError> {
        let network = |text: &String| {
            text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)).map_err(
                |_| {
                    let detail = "an address, or a network such as 10.0.0.0/8, is allowed";
                    SettingsError::key("board.trusted_proxies", format!("{text:?}: {detail}"))
                },
            )
        };
        texts.iter().map(network).collect::<Result<_, _>>().map(Self)
    }

    /// Who asks: the peer itself, unless it is a trusted proxy; then the last
    /// of `X-Forwarded-For` that is none.
    fn client(&self, peer: IpAddr, forwarded_for: &str) -> IpAddr {
        let mut client = peer.to_canonical();
        let mut before = forwarded_for.rsplit(',').map(str::trim);
        while self.0.iter().any(|network| network.contains(&client)) {
            match before.next().and_then(|text| text.parse::<IpAddr>().ok()) {
                Some(address) => client = address.to_canonical(),
                None => break,
            }
        }
        client
    }
}

/// Every `X-Forwarded-For` of a request, in their order: a proxy may add a line of its own
/// (RFC 9110, section 5.3).
fn forwarded_for(request: &HttpRequest) -> String {
    let lines = request.headers().get_all(header::X_FORWARDED_FOR);
    lines.filter_map(|line| line.to_str().ok()).collect::<Vec<_>>().join(",")
}

/// A subscriber of IPv6 has a network of 64 bits at least.
fn subscriber(client: IpAddr) -> IpAddr {
    match client {
        IpAddr::V4(_) => client,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn a_line_of_the_clients_own_comes_before_the_proxys() {
        let request = TestRequest::default()
            .append_header(("x-forwarded-for", "192.0.2.99"))
            .append_header(("x-forwarded-for", "198.51.100.7"))
            .to_http_request();
        assert_eq!(forwarded_for(&request), "192.0.2.99,198.51.100.7");
    }

    fn client(trusted: &[&str], peer: &str, forwarded_for: &str) -> String {
        let trusted: Vec<String> = trusted.iter().map(|text| (*text).to_owned()).collect();
        let proxies = TrustedProxies::parse(&trusted).unwrap();
        proxies.client(peer.parse().unwrap(), forwarded_for).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let header = "198.51.100.7, 203.0.113.9";
        assert_eq!(client(&[], "192.0.2.1", header), "192.0.2.1");
        assert_eq!(client(&["192.0.2.1"], "192.0.2.1", header), "203.0.113.9");
        let both = ["192.0.2.0/24", "203.0.113.9"];
        assert_eq!(client(&both, "192.0.2.1", header), "198.51.100.7");
        assert_eq!(client(&both, "192.0.2.1", ""), "192.0.2.1");
        assert_eq!(client(&both, "192.0.2.1", "nobody"), "192.0.2.1");
        assert_eq!(client(&["192.0.2.1"], "::ffff:192.0.2.1", "2001:db8::1"), "2001:db8::1");
    }

    #[test]
    fn a_proxy_is_an_address_or_a_network() {
        for bad in ["", "nginx", "10.0.0.0/33", "10.0.0"] {
            let error = TrustedProxies::parse(&[bad.to_owned()]).unwrap_err().to_string();
            assert!(error.contains("board.trusted_proxies") && error.contains(bad), "{error}");
        }
    }

    #[test]
    fn a_subscriber_has_a_network() {
        let one = subscriber("2001:db8:1:2:3:4:5:6".parse().unwrap());
        assert_eq!(one, subscriber("2001:db8:1:2::9".parse().unwrap()));
        assert_ne!(one, subscriber("2001:db8:1:3::9".parse().unwrap()));
    }
}
