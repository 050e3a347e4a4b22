use std::{
    net::TcpListener,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use acceptance::Driver;
use actix_web::{
    App, HttpResponse, HttpServer,
    dev::ServerHandle,
    web::{self, Data, Html},
};
use tokio::{sync::Barrier, time::timeout};

/// A site of a few pages; it ends when dropped.
pub(crate) struct Site {
    pub(crate) url: String,
    handle: ServerHandle,
}

/// A link below every window.
const FAR: &str = "<p style=height:3000px></p><p><a id=go href=/other>Go</a>";

const FRAME: &str = "<p id=inside \
    onclick=\"this.textContent=`${event.offsetX},${event.offsetY}`\">inside</p>";

/// What the site remembers.
struct Memory {
    visits: AtomicUsize,
    meeting: Barrier,
    victim: Mutex<Option<Driver>>,
}

impl Site {
    pub(crate) fn start() -> Self {
        Self::with_victim(None)
    }

    /// A site whose page `/deadly` ends a driver.
    pub(crate) fn with_victim(victim: Option<Driver>) -> Self {
        let memory =
            Memory { visits: AtomicUsize::new(0), meeting: Barrier::new(2), victim: victim.into() };
        let memory = Data::from(Arc::new(memory));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let server = HttpServer::new(move || {
            App::new()
                .app_data(memory.clone())
                .route(
                    "/form",
                    web::get().to(async || Html::new(include_str!("../pages/form.html"))),
                )
                .route("/sent", web::get().to(async || page("Sent", "<p id=sent>sent</p>")))
                .route("/other", web::get().to(async || page("Other", "<p id=here>other</p>")))
                .route("/far", web::get().to(async || page("Far", FAR)))
                .route("/frame", web::get().to(async || page("Frame", FRAME)))
                .route("/visits", web::get().to(visits))
                .route("/together", web::get().to(together))
                .route("/deadly", web::get().to(deadly))
        });
        let server = server.workers(1).disable_signals().listen(listener).unwrap().run();
        let handle = server.handle();
        tokio::spawn(server);
        Self { url, handle }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
    }
}

fn page(title: &str, body: &str) -> Html {
    Html::new(format!("<!DOCTYPE html><html lang=en><title>{title}</title>{body}"))
}

/// A page that counts how often it was asked for.
async fn visits(memory: Data<Memory>) -> Html {
    let visits = memory.visits.fetch_add(1, Ordering::SeqCst) + 1;
    page("Visits", &format!("<p id=visits>{visits}</p>"))
}

/// A page that says whether two asked for it at the same time.
async fn together(memory: Data<Memory>) -> Html {
    let met = timeout(Duration::from_secs(3), memory.meeting.wait()).await.is_ok();
    page("Together", &format!("<p id=met>{met}</p>"))
}

/// A page that ends the browser which asks first.
async fn deadly(memory: Data<Memory>) -> HttpResponse {
    let victim = memory.victim.lock().unwrap().take();
    drop(victim);
    HttpResponse::Ok().content_type("text/html").body("<title>Deadly</title><p id=alive>alive</p>")
}
