use std::{
    net::SocketAddr,
    process::{Child, Command, Stdio},
};

use acceptance::{eventually, skip};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use tokio::net::TcpStream;

/// A real nginx that shows a board under `/weather/`; it ends when dropped.
pub(crate) struct Nginx {
    child: Child,
    address: SocketAddr,
    _folder: TempDir,
}

impl Nginx {
    /// Starts one at `address` in front of `board`, `upstream_path` being what
    /// it asks there in place of `/weather/`; none where it is not installed.
    pub(crate) async fn start(
        address: SocketAddr,
        board: SocketAddr,
        upstream_path: &str,
    ) -> Option<Self> {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().display();
        let configuration = folder.path().join("nginx.conf");
        let text = format!(
            "daemon off; worker_processes 1; pid {path}/pid; error_log {path}/error.log;
            events {{}}
            http {{
                access_log off;
                client_body_temp_path {path}/body; proxy_temp_path {path}/proxy;
                fastcgi_temp_path {path}/fastcgi; uwsgi_temp_path {path}/uwsgi;
                scgi_temp_path {path}/scgi;
                server {{
                    listen {address};
                    location /weather/ {{
                        proxy_pass http://{board}{upstream_path};
                        proxy_http_version 1.1;
                        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    }}
                }}
            }}"
        );
        std::fs::write(&configuration, text).expect("its configuration");
        let spawned = Command::new("nginx")
            .args(["-e", &format!("{path}/error.log"), "-p", &path.to_string()])
            .arg("-c")
            .arg(&configuration)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(child) = spawned else {
            skip("no nginx here (Debian: apt-get install nginx-light)");
            return None;
        };
        let nginx = Self { child, address, _folder: folder };
        eventually("nginx answers", || async { TcpStream::connect(address).await.ok() }).await;
        Some(nginx)
    }

    /// The full URL of a path behind it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Its workers end with it only when it is asked.
        let _ = kill_process(Pid::from_child(&self.child), Signal::TERM);
        let _ = self.child.wait();
    }
}
