//! A driver that has its one session still.

use std::{
    net::TcpListener,
    sync::atomic::{AtomicU32, Ordering},
};

use actix_web::{
    App, HttpResponse, HttpServer,
    web::{self, Data},
};
use serde_json::json;
use tempfile::TempDir;

use crate::{assert_code, project, selenese};

/// Refuses as geckodriver does, once.
async fn open(asked: Data<AtomicU32>) -> HttpResponse {
    if asked.fetch_add(1, Ordering::Relaxed) == 0 {
        let message = "Session is already started";
        let error = json!({ "error": "session not created", "message": message, "stacktrace": "" });
        return HttpResponse::InternalServerError().json(json!({ "value": error }));
    }
    HttpResponse::Ok().json(json!({ "value": { "sessionId": "one", "capabilities": {} } }))
}

async fn nothing() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "value": null }))
}

#[tokio::test]
async fn a_driver_that_is_busy_is_asked_again() {
    let asked = Data::new(AtomicU32::new(0));
    let data = asked.clone();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = HttpServer::new(move || {
        let open = web::post().to(open);
        App::new().app_data(data.clone()).route("/session", open).default_service(web::to(nothing))
    });
    let server = server.workers(1).disable_signals().listen(listener).unwrap().run();
    let handle = server.handle();
    tokio::spawn(server);

    let folder = TempDir::new().unwrap();
    let project = project(&[("test", &[["echo", "", ""]])]);
    let output = selenese(&folder, &project, &["--webdriver", &url]).await;
    assert_code(&output, 0);
    assert_eq!(asked.load(Ordering::Relaxed), 2);
    drop(handle.stop(false));
}
