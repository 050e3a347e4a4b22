use std::array;

use link::protocol::Instance;

/// How many colours there are.
const COLOURS: usize = design::VERSION_COLOURS as usize;

/// A build of a widget: version and revision.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Version {
    version: String,
    revision: String,
}

/// Which version has which colour: each its own, as long as there are enough.
#[derive(Debug)]
pub(super) struct Palette {
    owners: [Option<Version>; COLOURS],
}

impl Default for Palette {
    fn default() -> Self {
        Self { owners: array::from_fn(|_| None) }
    }
}

impl Palette {
    /// The colour of an instance's version: the one it has, else the one it has
    /// on every board, else the next that no version of `linked` has.
    pub(super) fn colour(&mut self, instance: &Instance, linked: &[&Instance]) -> u32 {
        let version = Version::of(instance);
        let usual = design::version_colour(&version.version, &version.revision) as usize;
        let is_free = |colour: &usize| {
            let owner = self.owners.get(*colour).and_then(Option::as_ref);
            owner.is_none_or(|owner| !linked.iter().any(|other| Version::of(other) == *owner))
        };
        let known = self.owners.iter().position(|owner| owner.as_ref() == Some(&version));
        let colour = known
            .or_else(|| (usual..usual + COLOURS).map(|colour| colour % COLOURS).find(is_free))
            .unwrap_or(usual);
        if let Some(owner) = self.owners.get_mut(colour).filter(|_| known.is_none()) {
            *owner = Some(version);
        }
        u32::try_from(colour).unwrap_or_default()
    }
}

impl Version {
    fn of(instance: &Instance) -> Self {
        Self { version: instance.version.clone(), revision: instance.revision.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(revision: usize) -> Instance {
        Instance {
            id: format!("{revision:016x}"),
            version: "1.0.0".into(),
            revision: format!("{revision:012x}"),
            host: "h".into(),
        }
    }

    #[test]
    fn as_many_versions_as_colours_all_differ() {
        let builds: Vec<_> = (0..COLOURS).map(build).collect();
        let builds: Vec<_> = builds.iter().collect();
        let mut palette = Palette::default();
        let mut colours: Vec<_> =
            (0..COLOURS).map(|count| palette.colour(builds[count], &builds[..count])).collect();
        let again: Vec<_> = builds.iter().map(|build| palette.colour(build, &builds)).collect();
        assert_eq!(colours, again);
        colours.sort_unstable();
        colours.dedup();
        assert_eq!(colours.len(), COLOURS);
    }

    #[test]
    fn one_more_version_takes_the_colour_of_one_that_left() {
        let builds: Vec<_> = (0..=COLOURS).map(build).collect();
        let builds: Vec<_> = builds.iter().collect();
        let (last, rest) = builds.split_last().unwrap();
        let mut palette = Palette::default();
        let colours: Vec<_> = rest.iter().map(|build| palette.colour(build, rest)).collect();
        assert_eq!(palette.colour(last, &rest[1..]), colours[0]);
    }

    #[test]
    fn a_version_that_comes_first_has_the_colour_it_has_everywhere() {
        let first = build(7);
        let colour = Palette::default().colour(&first, &[]);
        assert_eq!(colour, design::version_colour(&first.version, &first.revision));
    }
}
