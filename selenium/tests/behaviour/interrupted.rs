use std::{net::TcpListener, sync::Arc, time::Duration};

use actix_web::{
    App, HttpResponse, HttpServer,
    web::{self, Data},
};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;
use tempfile::TempDir;
use tokio::{sync::Semaphore, time::timeout};

use crate::{command, project};

/// How long the program may take for what it does at once.
const SOON: Duration = Duration::from_secs(10);

/// A driver that takes its time: what it was asked for, and whether it may go on.
struct SlowDriver {
    asked: Semaphore,
    may_open: Semaphore,
    closed: Semaphore,
}

async fn open(driver: Data<SlowDriver>) -> HttpResponse {
    driver.asked.add_permits(1);
    driver.may_open.acquire().await.unwrap().forget();
    HttpResponse::Ok().json(json!({ "value": { "sessionId": "slow", "capabilities": {} } }))
}

async fn close(driver: Data<SlowDriver>) -> HttpResponse {
    driver.closed.add_permits(1);
    HttpResponse::Ok().json(json!({ "value": null }))
}

#[tokio::test]
async fn a_session_that_is_being_opened_is_closed_at_the_end() {
    let none = || Semaphore::new(0);
    let driver = Arc::new(SlowDriver { asked: none(), may_open: none(), closed: none() });
    let data = Data::from(driver.clone());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/wd/hub", listener.local_addr().unwrap());
    let server = HttpServer::new(move || {
        App::new()
            .app_data(data.clone())
            .route("/wd/hub/session", web::post().to(open))
            .route("/wd/hub/session/slow", web::delete().to(close))
    });
    let server = server.workers(1).disable_signals().listen(listener).unwrap().run();
    let handle = server.handle();
    tokio::spawn(server);

    let folder = TempDir::new().unwrap();
    let project = project(&[("test", &[["echo", "", ""]])]);
    let mut selenese = command(&folder, &project, &["--webdriver", &url]);
    let mut selenese = selenese.spawn().expect("selenese runs");
    timeout(SOON, driver.asked.acquire()).await.expect("asks for a session").unwrap().forget();
    let pid = Pid::from_raw(selenese.id().unwrap().try_into().unwrap()).unwrap();
    kill_process(pid, Signal::INT).unwrap();
    let ended = timeout(Duration::from_millis(500), selenese.wait()).await;
    assert!(ended.is_err(), "waits for the session");
    driver.may_open.add_permits(1);
    timeout(SOON, driver.closed.acquire()).await.expect("closes it").unwrap().forget();
    let status = timeout(SOON, selenese.wait()).await.expect("ends").unwrap();
    assert_eq!(status.code(), Some(130));
    drop(handle.stop(false));
}
