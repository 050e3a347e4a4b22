use std::{
    io::{self, Write},
    net::{SocketAddr, TcpListener},
    sync::Arc,
};

use link::{BoardEnd, Token};
use localisation::{negotiate_language, negotiate_units};
use places::Places;
use service::{CancellationToken, DAILY_CALLS, Program, Settings, SettingsError, StartError};
use source::Source;
use tokio::sync::mpsc;
use weather::{Place, View};

use crate::{
    arrangement::{Arrangement, ArrangementError},
    base_path::BasePath,
    http::{self, Clients, FrameAncestors, Pages, TrustedProxies},
    hub::Hub,
    search::Search,
};

/// Where a board listens unless told otherwise.
const LISTEN: ([u8; 4], u16) = ([127, 0, 0, 1], 3030);

/// What a program with a board is.
#[must_use]
pub fn program(name: &'static str, about: &'static str) -> Program {
    Program {
        name,
        version: env!("CARGO_PKG_VERSION"),
        about,
        listen: LISTEN.into(),
        daily_calls: DAILY_CALLS,
    }
}

/// A board whose ports are open but that does nothing yet.
pub struct Board {
    hub: Arc<Hub>,
    source: Source,
    default_place: Place,
    /// The places that the settings name, the default one first.
    listed: Vec<Place>,
    arrangement: Arrangement,
    base_path: BasePath,
    frame_ancestors: FrameAncestors,
    trusted_proxies: TrustedProxies,
    viewers: TcpListener,
    widgets: TcpListener,
    token: Option<Token>,
}

impl Board {
    /// Builds the board that the settings describe and opens its two ports.
    ///
    /// # Errors
    /// When a place is unknown, the token cannot be read or a port is in use.
    pub fn build(settings: &Settings) -> Result<Self, StartError> {
        let places = Places::builtin();
        let default_place = place(&places, "board.default", &settings.board.default)?;
        let mut pinned = Vec::new();
        for text in &settings.board.places {
            pinned.push(place(&places, "board.places", text)?);
        }
        let mut listed = vec![default_place.clone()];
        listed.extend(pinned.iter().filter(|place| **place != default_place).cloned());
        let arrangement = settings.board.tiles.join(",").parse();
        let arrangement = arrangement.map_err(|error: ArrangementError| {
            SettingsError::key("board.tiles", error.to_string())
        })?;
        let source =
            Source::new(&settings.source).map_err(|error| StartError::Other(error.to_string()))?;
        let hub = Hub::new(
            source.clock(&settings.clock)?,
            source.clone(),
            default_view(default_place.clone()),
            settings.board.max_views,
            pinned.into_iter().map(default_view).collect(),
        );
        Ok(Self {
            hub: Arc::new(hub),
            source,
            default_place,
            listed,
            arrangement,
            base_path: BasePath::parse(&settings.board.base_path)?,
            frame_ancestors: FrameAncestors::parse(&settings.board.frame_ancestors)?,
            trusted_proxies: TrustedProxies::parse(&settings.board.trusted_proxies)?,
            viewers: service::http::bind("listen", settings.listen)?,
            widgets: service::http::bind("link.listen", settings.link.listen)?,
            token: settings.link.token()?.map(|token| Token::new(token.reveal())),
        })
    }

    /// The source that the board announces, for widgets in the same process to share.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Serves viewers and widgets, the `built_in` ones and those that dial,
    /// until `stop` is cancelled.
    ///
    /// # Errors
    /// When the servers cannot be started.
    pub async fn run(
        self,
        built_in: Vec<BoardEnd>,
        stop: CancellationToken,
    ) -> Result<(), StartError> {
        let address = self.viewers.local_addr()?;
        let widgets = tokio::net::TcpListener::from_std(self.widgets)?;
        let (ends, dialled) = mpsc::channel(16);
        // Before the first request can come.
        self.hub.expect_built_in(built_in.len());
        let context = http::Context {
            hub: Arc::clone(&self.hub),
            places: Places::builtin(),
            default_place: self.default_place.id.clone(),
            search: Search::new(self.source.clone(), self.default_place.clone()),
            clients: Clients::behind(self.trusted_proxies),
            listed: self.listed,
            arrangement: self.arrangement,
            frame_ancestors: self.frame_ancestors,
            pages: Pages::new(),
            stop: stop.clone(),
        };
        let server = http::server(self.viewers, self.base_path, context)?;
        let working = async {
            tokio::join!(
                self.hub.run(built_in, dialled, stop.clone()),
                link::listen(widgets, self.token, ends, stop),
                announce(address, &self.source, &self.default_place),
                server,
            )
        };
        tokio::select! {
            ((), (), (), served) = working => Ok(served?),
            () = self.source.keep_looking(&self.default_place) => Ok(()),
        }
    }
}

/// Tells on standard output where the board is and where its weather comes from.
async fn announce(address: SocketAddr, source: &Source, place: &Place) {
    let kind = source.kind(place).await;
    // Nobody may be listening there.
    let _ = writeln!(io::stdout(), "Weather Dashboard on http://{address}/ with {kind} weather");
}

fn place(places: &Places, key: &str, text: &str) -> Result<Place, SettingsError> {
    places.parse(text, None).map_err(|error| SettingsError::key(key, error))
}

/// What a viewer without any preference looks at.
pub(crate) fn default_view(place: Place) -> View {
    View { place, units: negotiate_units(""), lang: negotiate_language(""), hours: None }
}
