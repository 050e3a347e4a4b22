use weather::Place;

/// A feed of official warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Feed {
    /// The US National Weather Service, asked about a point.
    Nws,
    /// MeteoAlarm, asked about a country.
    MeteoAlarm {
        /// Its name for the country.
        slug: &'static str,
    },
}

/// Where the National Weather Service warns.
const NWS: [&str; 6] = ["AS", "GU", "MP", "PR", "US", "VI"];

/// The members of MeteoAlarm, and what their feeds are called.
const METEOALARM: [(&str, &str); 39] = [
    ("AD", "andorra"),
    ("AT", "austria"),
    ("BA", "bosnia-herzegovina"),
    ("BE", "belgium"),
    ("BG", "bulgaria"),
    ("CH", "switzerland"),
    ("CY", "cyprus"),
    ("CZ", "czechia"),
    ("DE", "germany"),
    ("DK", "denmark"),
    ("EE", "estonia"),
    ("ES", "spain"),
    ("FI", "finland"),
    ("FR", "france"),
    ("GB", "united-kingdom"),
    ("GR", "greece"),
    ("HR", "croatia"),
    ("HU", "hungary"),
    ("IE", "ireland"),
    ("IL", "israel"),
    ("IS", "iceland"),
    ("IT", "italy"),
    ("LT", "lithuania"),
    ("LU", "luxembourg"),
    ("LV", "latvia"),
    ("MD", "moldova"),
    ("ME", "montenegro"),
    ("MK", "republic-of-north-macedonia"),
    ("MT", "malta"),
    ("NL", "netherlands"),
    ("NO", "norway"),
    ("PL", "poland"),
    ("PT", "portugal"),
    ("RO", "romania"),
    ("RS", "serbia"),
    ("SE", "sweden"),
    ("SI", "slovenia"),
    ("SK", "slovakia"),
    ("UA", "ukraine"),
];

/// The feed that covers a place, by its country.
pub(crate) fn feed(place: &Place) -> Option<Feed> {
    let country = place.country.to_ascii_uppercase();
    if NWS.contains(&country.as_str()) {
        return Some(Feed::Nws);
    }
    let (_, slug) = METEOALARM.into_iter().find(|(code, _)| *code == country)?;
    Some(Feed::MeteoAlarm { slug })
}
