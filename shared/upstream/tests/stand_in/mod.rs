//! A weather service for tests: a socket that answers as it is told.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use url::Url;

/// What to answer every request with.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Header lines, each ending in CR LF.
    pub(crate) headers: String,
    pub(crate) body: Vec<u8>,
    pub(crate) latency: Duration,
    /// Close the connection after so many bytes of the body.
    pub(crate) cut_at: Option<usize>,
}

impl Answer {
    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            headers: String::new(),
            body: body.into(),
            latency: Duration::ZERO,
            cut_at: None,
        }
    }
}

/// One request as it came in.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) query: BTreeMap<String, String>,
    pub(crate) user_agent: String,
}

pub(crate) struct StandIn {
    pub(crate) endpoint: Url,
    answer: Arc<Mutex<Answer>>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl StandIn {
    pub(crate) async fn start(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let endpoint = format!("http://{address}/v1/forecast").parse().unwrap();
        let stand_in =
            Self { endpoint, answer: Arc::new(Mutex::new(answer)), asked: Arc::default() };
        let (answer, asked) = (stand_in.answer.clone(), stand_in.asked.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, answer.clone(), asked.clone()));
            }
        });
        stand_in
    }

    pub(crate) fn answer(&self, answer: Answer) {
        *self.answer.lock().unwrap() = answer;
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, answer: Arc<Mutex<Answer>>, asked: Arc<Mutex<Vec<Asked>>>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    asked.lock().unwrap().push(parse(&String::from_utf8(head).unwrap()));
    let answer = answer.lock().unwrap().clone();
    tokio::time::sleep(answer.latency).await;
    let head = format!(
        "HTTP/1.1 {} Stand-in\r\nContent-Length: {}\r\nConnection: close\r\n{}\r\n",
        answer.status,
        answer.body.len(),
        answer.headers
    );
    let body = &answer.body[..answer.cut_at.unwrap_or(answer.body.len())];
    // The client may have gone meanwhile, which is its right.
    if stream.write_all(head.as_bytes()).await.is_ok() && stream.write_all(body).await.is_ok() {
        stream.shutdown().await.ok();
    }
}

fn parse(head: &str) -> Asked {
    let target = head.split(' ').nth(1).unwrap();
    let url = Url::parse("http://stand-in").unwrap().join(target).unwrap();
    let user_agent = head
        .lines()
        .find_map(|line| line.to_lowercase().strip_prefix("user-agent: ").map(str::to_owned))
        .unwrap_or_default();
    Asked {
        path: url.path().to_owned(),
        query: url.query_pairs().into_owned().collect(),
        user_agent,
    }
}
