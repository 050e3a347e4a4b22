/// Why Open-Meteo does not answer (status 400), in its words where they are known.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("Parameter '{0}' is required.")]
    Missing(&'static str),
    #[error("Latitude must be in range of -90 to 90°. Given: {0}.")]
    Latitude(f64),
    #[error("Longitude must be in range of -180 to 180°. Given: {0}.")]
    Longitude(f64),
    #[error("Cannot initialize {kind} from invalid String value {value} for key {key}")]
    Value { kind: &'static str, value: String, key: &'static str },
    #[error("Parameter 'latitude' and 'longitude' must have the same number of elements")]
    Coordinates,
    #[error("Parameter '{0}' must have the same number of elements as coordinates")]
    Count(&'static str),
    #[error("Parameter 'latitude' and 'longitude' must not exceed {0} coordinates.")]
    Places(usize),
    #[error("{what} days is invalid. Allowed range 0 to {most}. Given {given}.")]
    Days { what: &'static str, most: i64, given: i64 },
    #[error("Invalid timezone")]
    Timezone,
    #[error("Both 'start_date' and 'end_date' must be set in the url")]
    OneDate,
    #[error("End-date must be larger or equals than start-date")]
    DateOrder,
    #[error("Parameter '{key}' is out of allowed range from {first} to {last}")]
    DateRange { key: &'static str, first: jiff::civil::Date, last: jiff::civil::Date },
    #[error("Parameter '{0}' is mutually exclusive with 'start_date' and 'end_date'")]
    Exclusive(&'static str),
    #[error("No data is available for this location")]
    NoData,
    #[error("Parameter count must be between 1 and 100.")]
    SearchCount,
    #[error("Too many values are requested at once: {given}. Allowed are {most}.")]
    Values { given: i64, most: i64 },
}
