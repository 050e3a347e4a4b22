//! The search for places: the built-in ones, and those that the live service finds.

use std::{sync::Arc, time::Duration};

use places::{Places, fold};
use schemars::JsonSchema;
use serde::Serialize;
use source::{Found, Source};
use tokio::time::timeout;
use weather::{Place, SourceKind, distance_km};

/// The most places that a search finds.
pub(crate) const MAX_FOUND: usize = 10;

/// How long the live service is waited for: who types waits 2 s at most in all.
const PATIENCE: Duration = Duration::from_millis(1500);

/// The live service finds nothing by less, characters.
const SHORTEST: usize = 2;

/// Places of one name so near to each other are one, km.
const SAME_WITHIN_KM: f64 = 10.0;

/// A place that a search found.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub(crate) struct FoundPlace {
    /// A lower-case word such as `lisbon`, or `latitude,longitude`.
    pub(crate) id: String,
    /// Its name in the language asked for, where that is known.
    pub(crate) name: String,
    /// The state or region it lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) admin: Option<String>,
    /// ISO 3166-1 alpha-2 code; empty where there is none.
    pub(crate) country: String,
    /// Degrees north.
    pub(crate) latitude: f64,
    /// Degrees east.
    pub(crate) longitude: f64,
    /// Metres above mean sea level, where that is known.
    pub(crate) elevation_m: Option<f64>,
    /// IANA time zone.
    pub(crate) timezone: String,
    /// What `place=` is to be; with coordinates, `name=` is to be the name.
    pub(crate) address: String,
}

/// Where places are searched for.
pub(crate) struct Search {
    places: Places,
    source: Source,
    /// The place by which `auto` decides whether weather is live.
    default_place: Place,
}

impl Search {
    pub(crate) fn new(source: Source, default_place: Place) -> Self {
        Self { places: Places::builtin(), source, default_place }
    }

    /// Up to [`MAX_FOUND`] places that a text may mean, best first, within 2 s.
    /// `latitude,longitude` means that spot.
    pub(crate) async fn find(&self, text: &str, language: &str) -> Vec<FoundPlace> {
        if text.contains(',')
            && let Ok(spot) = self.places.parse(text, None)
        {
            return vec![FoundPlace { elevation_m: None, ..self.listed(&spot, language) }];
        }
        let listed = self.places.find(text, MAX_FOUND);
        let mut found: Vec<FoundPlace> =
            listed.iter().map(|place| self.listed(place, language)).collect();
        if found.len() < MAX_FOUND {
            let more = self.ask(text, language).await;
            for more in more.iter().flat_map(|more| more.iter()) {
                self.add(&mut found, more, language);
            }
        }
        if found.is_empty() {
            let alike = self.places.suggest(text, MAX_FOUND);
            found = alike.iter().map(|place| self.listed(place, language)).collect();
        }
        found.truncate(MAX_FOUND);
        found
    }

    /// Whether a place is called just so, or is the spot that the text means.
    pub(crate) fn is_exact(&self, found: &FoundPlace, text: &str) -> bool {
        match self.places.by_id(&found.id) {
            Some(place) => self.places.is_called(&place, text),
            None => fold(&found.name) == fold(text) || !found.needs_name(),
        }
    }

    /// What the board tells of a place that it knows itself.
    pub(crate) fn listed(&self, place: &Place, language: &str) -> FoundPlace {
        FoundPlace {
            name: self.places.name_in(place, language).into(),
            id: place.id.clone(),
            admin: None,
            country: place.country.clone(),
            latitude: place.latitude,
            longitude: place.longitude,
            elevation_m: Some(place.elevation),
            timezone: place.timezone.clone(),
            address: place.id.clone(),
        }
    }

    /// What the live service finds, where weather is live and it answers in time.
    async fn ask(&self, text: &str, language: &str) -> Option<Arc<Vec<Found>>> {
        if text.chars().count() < SHORTEST {
            return None;
        }
        // The service does not mind the case, and what is asked the same is asked once.
        let text = text.to_lowercase();
        let asked = async {
            let is_live = self.source.kind(&self.default_place).await == SourceKind::OpenMeteo;
            if is_live { self.source.places(&text, language).await.ok() } else { None }
        };
        timeout(PATIENCE, asked).await.ok().flatten()
    }

    /// Adds what the live service found, unless it is there already.
    fn add(&self, all: &mut Vec<FoundPlace>, found: &Found, language: &str) {
        let Place { latitude, longitude, ref name, .. } = found.place;
        let nearest = self.places.nearest(latitude, longitude);
        let is_near = nearest.distance_km(latitude, longitude) <= SAME_WITHIN_KM;
        let further = if is_near && self.places.is_called(&nearest, name) {
            self.listed(&nearest, language)
        } else {
            let Ok(spot) = self.places.parse(&found.place.id, Some(name)) else { return };
            self.geocoded(&spot, found, language)
        };
        if !all.iter().any(|known| known.is_same_as(&further)) {
            all.push(further);
        }
    }

    /// A spot with what the live service tells of it.
    fn geocoded(&self, spot: &Place, found: &Found, language: &str) -> FoundPlace {
        let told = |told: &str, known: String| if told.is_empty() { known } else { told.into() };
        FoundPlace {
            admin: found.region.clone(),
            country: told(&found.place.country, spot.country.clone()),
            elevation_m: found.elevation_m,
            timezone: told(&found.place.timezone, spot.timezone.clone()),
            ..self.listed(spot, language)
        }
    }
}

impl FoundPlace {
    /// Whether its address says its name: an id and bare coordinates do without.
    pub(crate) fn needs_name(&self) -> bool {
        self.address.contains(',') && !self.name.contains('°')
    }

    fn is_same_as(&self, other: &Self) -> bool {
        let spot = |place: &Self| (place.latitude, place.longitude);
        let is_near = distance_km(spot(self), spot(other)) <= SAME_WITHIN_KM;
        self.id == other.id || (is_near && fold(&self.name) == fold(&other.name))
    }
}
