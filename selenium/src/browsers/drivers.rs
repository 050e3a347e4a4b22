//! Which drivers there are.

use std::{collections::BTreeSet, error::Error, net::IpAddr, time::Duration};

use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use url::Url;

/// How long a driver may take to say that it is there.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(2);

/// The drivers that answer, and why others do not; a name stands for all its addresses.
pub(super) async fn answering(urls: &[Url]) -> (Vec<Url>, Vec<String>) {
    let (mut found, mut reasons) = (BTreeSet::new(), Vec::new());
    for url in urls {
        let host = url.host_str().unwrap_or_default();
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let port = url.port_or_known_default().unwrap_or(4444);
        match tokio::net::lookup_host((host, port)).await {
            Err(error) => reasons.push(format!("{host}: {error}")),
            Ok(addresses) => {
                for address in addresses {
                    let driver = base(url, address.ip());
                    match ask(&driver).await {
                        Err(error) => reasons.push(format!("{address}: {error}")),
                        Ok(()) => drop(found.insert(driver)),
                    }
                }
            }
        }
    }
    (found.into_iter().collect(), reasons)
}

/// Where the commands of a driver start: without a slash at its end, joining a path to the
/// address would replace its last part.
fn base(url: &Url, host: IpAddr) -> Url {
    let mut url = url.clone();
    // Only addresses that cannot have a host refuse one.
    let _ = url.set_ip_host(host);
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    url
}

/// Whether a driver answers, be it with an error: before it does, its port may be open.
async fn ask(driver: &Url) -> Result<(), String> {
    let say = |error: &(dyn Error + 'static)| root(error).to_string();
    let status = driver.join("status").map_err(|error| say(&error))?;
    let status = status.as_str().parse().map_err(|error: http::uri::InvalidUri| say(&error))?;
    let client = Client::builder(TokioExecutor::new()).build::<_, String>(HttpConnector::new());
    match tokio::time::timeout(ANSWER_TIMEOUT, client.get(status)).await {
        Err(_) => Err(format!("no answer in {ANSWER_TIMEOUT:?}")),
        Ok(answer) => answer.map(drop).map_err(|error| say(&error)),
    }
}

/// What an error is about: those around it say only who met it.
fn root<'a>(mut error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    while let Some(source) = error.source() {
        error = source;
    }
    error
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    use super::*;

    /// Accepts connections for ever, and gives each an answer, or none.
    async fn server(answer: &'static str) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                if stream.read(&mut [0; 1024]).await.is_ok() {
                    stream.write_all(answer.as_bytes()).await.unwrap();
                }
            }
        });
        port
    }

    #[tokio::test]
    async fn a_name_stands_for_all_its_addresses_that_answer() {
        let port = server("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n").await;
        let url = Url::parse(&format!("http://localhost:{port}")).unwrap();
        let (found, _) = answering(&[url.clone(), url]).await;
        assert_eq!(found, [Url::parse(&format!("http://127.0.0.1:{port}/")).unwrap()]);
    }

    #[tokio::test]
    async fn an_open_port_is_no_answer() {
        let port = server("").await;
        let url = Url::parse(&format!("http://127.0.0.1:{port}")).unwrap();
        let (found, reasons) = answering(&[url]).await;
        assert!(found.is_empty(), "{found:?}");
        assert!(reasons[0].starts_with(&format!("127.0.0.1:{port}: ")), "{reasons:?}");
    }

    #[test]
    fn paths_of_drivers_stay() {
        let joined = |url: &str| {
            let url = Url::parse(url).unwrap();
            base(&url, [127, 0, 0, 1].into()).join("session").unwrap().to_string()
        };
        for url in ["http://grid:4444/wd/hub", "http://grid:4444/wd/hub/"] {
            assert_eq!(joined(url), "http://127.0.0.1:4444/wd/hub/session");
        }
        assert_eq!(joined("http://grid:4444"), "http://127.0.0.1:4444/session");
    }
}
