//! The container engine of this machine, by its own command line.

mod composer;

use std::{
    env, io,
    path::Path,
    process::{Command, Output, Stdio},
};

use anyhow::{Context, Result, bail, ensure};

/// Names the project, for compose too.
pub(crate) const PROJECT: &str = "COMPOSE_PROJECT_NAME";

/// An engine that answers.
#[derive(Clone)]
pub(crate) struct Docker {
    /// The engine's version.
    pub(crate) version: String,
    /// What the project's containers, networks and volumes are named after: as compose has
    /// it, `COMPOSE_PROJECT_NAME` where that is set, so that two can run on one machine.
    pub(crate) project: String,
}

/// A container of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Container {
    /// The first twelve digits of its id: what its program takes for its host's name.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) service: String,
    /// `running`, `exited`, `paused`, `restarting` …
    pub(crate) state: String,
    /// The state in words, with its time and health.
    pub(crate) status: String,
    pub(crate) image: String,
}

impl Container {
    /// Whether its health check has passed.
    pub(crate) fn is_healthy(&self) -> bool {
        self.is_running() && self.status.contains("(healthy)")
    }

    /// Whether it is as well as anybody can tell: healthy, or running where nobody checks.
    pub(crate) fn seems_well(&self) -> bool {
        self.is_healthy()
            || self.is_running()
                && !self.status.contains("(health: ")
                && !self.status.contains("(unhealthy)")
    }

    /// Whether its program runs.
    pub(crate) fn is_running(&self) -> bool {
        self.state == "running"
    }
}

impl Docker {
    /// Finds the engine.
    ///
    /// # Errors
    /// When there is none that answers, the message says how to get it then; or the project
    /// has a name that compose would not keep.
    pub(crate) fn find() -> Result<Self> {
        let output = match docker(&["version", "--format", "{{.Server.Version}}"]) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                bail!("no docker here (Debian: apt-get install docker.io docker-compose)")
            }
            output => output?,
        };
        if output.status.success() {
            let project = project(env::var(PROJECT).ok())?;
            return Ok(Self { version: text(&output.stdout), project });
        }
        let said = text(&output.stderr);
        if said.contains("permission denied") {
            bail!(
                "the engine may not be used by this user: sudo usermod -aG docker $USER, then log in again"
            );
        }
        bail!("the engine does not answer: sudo systemctl start docker ({said})")
    }

    /// The same engine for a project of its own beside this one.
    pub(crate) fn beside(self, what: &str) -> Self {
        Self { project: format!("{}-{what}", self.project), ..self }
    }

    /// Takes an image from an archive.
    ///
    /// # Errors
    /// When the engine does not take it.
    pub(crate) fn load(&self, archive: &Path) -> Result<()> {
        let output = Command::new("docker").arg("load").arg("--input").arg(archive).output()?;
        let said = text(&output.stderr);
        ensure!(output.status.success(), "{} is not loaded: {said}", archive.display());
        Ok(())
    }

    /// The id of an image; none where it is not there.
    ///
    /// # Errors
    /// When docker cannot be called.
    pub(crate) fn image_id(&self, image: &str) -> Result<Option<String>> {
        self.image(image, "{{.Id}}")
    }

    /// Something an image says of itself; none where it is not there.
    ///
    /// # Errors
    /// When docker cannot be called.
    pub(crate) fn image(&self, image: &str, format: &str) -> Result<Option<String>> {
        let output = docker(&["image", "inspect", "--format", format, image])?;
        Ok(output.status.success().then(|| text(&output.stdout)))
    }

    /// Something the engine says of itself.
    ///
    /// # Errors
    /// When it does not.
    pub(crate) fn info(&self, format: &str) -> Result<String> {
        said(&["info", "--format", format])
    }

    /// The project's containers, whatever they do.
    ///
    /// # Errors
    /// When the engine does not answer.
    pub(crate) fn containers(&self) -> Result<Vec<Container>> {
        let ours = format!("label=com.docker.compose.project={}", self.project);
        let format = "{{.ID}}\t{{.Names}}\t{{.Label \"com.docker.compose.service\"}}\t{{.State}}\t\
                      {{.Status}}\t{{.Image}}";
        let lines = said(&["ps", "--all", "--filter", &ours, "--format", format])?;
        let mut containers: Vec<Container> = lines.lines().filter_map(container).collect();
        containers.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(containers)
    }

    /// Something a container says of itself.
    ///
    /// # Errors
    /// When it is not there.
    pub(crate) fn container(&self, container: &str, format: &str) -> Result<String> {
        said(&["container", "inspect", "--format", format, container])
    }

    /// Asks a container to end, and removes it when it has. One that is not there is
    /// removed already.
    ///
    /// # Errors
    /// When it stays.
    pub(crate) fn remove(&self, container: &str) -> Result<()> {
        docker(&["stop", container])?;
        let removed = said(&["rm", "--force", container]);
        if self.container(container, "{{.Id}}").is_ok() {
            removed?;
        }
        Ok(())
    }

    /// Starts a container that is there.
    ///
    /// # Errors
    /// When it does not start.
    pub(crate) fn start(&self, container: &str) -> Result<()> {
        said(&["start", container]).map(drop)
    }

    /// Asks a container to end, and leaves it there.
    ///
    /// # Errors
    /// When there is no such container.
    pub(crate) fn stop(&self, container: &str) -> Result<()> {
        said(&["stop", container]).map(drop)
    }

    /// Ends a container at once and removes it.
    ///
    /// # Errors
    /// When it stays.
    pub(crate) fn discard(&self, container: &str) -> Result<()> {
        said(&["rm", "--force", container]).map(drop)
    }

    /// Copies files out of a container, `container:/path`, whatever it does.
    ///
    /// # Errors
    /// When there is no such file.
    pub(crate) fn copy(&self, from: &str, to: &Path) -> Result<()> {
        let output = Command::new("docker").args(["cp", from]).arg(to).output()?;
        ensure!(output.status.success(), "docker cp {from}: {}", text(&output.stderr));
        Ok(())
    }

    /// Fetches an image from its registry; false where that does not have it or is out of reach.
    ///
    /// # Errors
    /// When docker cannot be called.
    pub(crate) fn pull(&self, image: &str) -> Result<bool> {
        Ok(docker(&["pull", "--quiet", image])?.status.success())
    }

    /// Makes an image by a Dockerfile, from the files of a folder, and shows how it goes on.
    ///
    /// # Errors
    /// When it cannot be made, which docker has said then.
    pub(crate) fn build(
        &self,
        recipe: &Path,
        folder: &Path,
        name: &str,
        arguments: &[(&str, &str)],
    ) -> Result<()> {
        let mut build = Command::new("docker");
        build.args(["build", "--tag", name]).arg("--file").arg(recipe);
        for (key, value) in arguments {
            build.args(["--build-arg", &format!("{key}={value}")]);
        }
        ensure!(build.arg(folder).status()?.success(), "{} fails", recipe.display());
        Ok(())
    }

    /// Makes an image of one layer: the files of a folder as they are.
    ///
    /// # Errors
    /// When they cannot be read or the engine does not take them.
    pub(crate) fn import(&self, folder: &Path, name: &str) -> Result<()> {
        let mut tar = Command::new("tar");
        tar.arg("--directory").arg(folder).args(["--create", "."]);
        let mut tar = tar.stdout(Stdio::piped()).spawn()?;
        let files = tar.stdout.take().context("it has an output")?;
        let output = Command::new("docker").args(["import", "-", name]).stdin(files).output()?;
        let is_packed = tar.wait()?.success();
        ensure!(is_packed && output.status.success(), "{name}: {}", text(&output.stderr));
        Ok(())
    }

    /// Gives an image one more name.
    ///
    /// # Errors
    /// When there is no such image.
    pub(crate) fn tag(&self, image: &str, name: &str) -> Result<()> {
        said(&["tag", image, name]).map(drop)
    }

    /// Takes a name from its image, and removes what has no other one then. A name that
    /// is not there is none already.
    ///
    /// # Errors
    /// When the image is in use and has no other name.
    pub(crate) fn untag(&self, name: &str) -> Result<()> {
        if self.image_id(name)?.is_some() {
            said(&["rmi", "--force", name])?;
        }
        Ok(())
    }

    /// Lets a container take part in a network, under further names there.
    ///
    /// # Errors
    /// When the engine does not.
    pub(crate) fn connect(&self, container: &str, network: &str, names: &[&str]) -> Result<()> {
        let names = names.iter().flat_map(|name| ["--alias", name]);
        let arguments = ["network", "connect"].into_iter().chain(names);
        said(&arguments.chain([network, container]).collect::<Vec<_>>()).map(drop)
    }

    /// The last lines that a container has written.
    ///
    /// # Errors
    /// When docker cannot be called.
    pub(crate) fn last_words(&self, container: &str, lines: usize) -> Result<String> {
        let Output { stdout, stderr, .. } =
            docker(&["logs", "--tail", &lines.to_string(), container])?;
        Ok([text(&stdout), text(&stderr)].join("\n").trim().to_owned())
    }

    /// Where a port of a container is found from outside; none where it is not.
    ///
    /// # Errors
    /// When docker cannot be called.
    pub(crate) fn published(&self, container: &str, port: u16) -> Result<Option<String>> {
        let output = docker(&["port", container, &format!("{port}/tcp")])?;
        Ok(text(&output.stdout).lines().next().filter(|line| !line.is_empty()).map(str::to_owned))
    }

    /// What containers take of memory, a line such as `1.5MiB / 64MiB` for each.
    ///
    /// # Errors
    /// When one is not there.
    pub(crate) fn memory(&self, containers: &[String]) -> Result<String> {
        let names: Vec<&str> = containers.iter().map(String::as_str).collect();
        let format = ["stats", "--no-stream", "--format", "{{.MemUsage}}"];
        said(&[&format[..], &names].concat())
    }
}

/// The name of the project, as the shell has it or the usual one.
fn project(named: Option<String>) -> Result<String> {
    let Some(name) = named.filter(|name| !name.is_empty()) else {
        return Ok("weather-dashboard".into());
    };
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    ensure!(
        name.starts_with(is_plain) && name.chars().all(|c| is_plain(c) || "_-".contains(c)),
        "{PROJECT}={name:?} is no name of a project: lower-case letters, digits, - and _ are \
         allowed, a letter or a digit first"
    );
    Ok(name)
}

fn container(line: &str) -> Option<Container> {
    let mut fields = line.split('\t').map(str::to_owned);
    let mut next = || fields.next();
    Some(Container {
        id: next()?,
        name: next()?,
        service: next()?,
        state: next()?,
        status: next()?,
        image: next()?,
    })
}

fn docker(arguments: &[&str]) -> io::Result<Output> {
    Command::new("docker").args(arguments).output()
}

/// What docker answers.
fn said(arguments: &[&str]) -> Result<String> {
    let output = docker(arguments)?;
    ensure!(
        output.status.success(),
        "docker {}: {}",
        arguments.first().unwrap_or(&""),
        text(&output.stderr)
    );
    Ok(text(&output.stdout))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_container_is_read_from_its_line() {
        let line = "0123456789ab\tweather-dashboard_sun_1\tsun\trunning\tUp 3 seconds (healthy)\tx/sun:latest";
        let container = container(line).unwrap();
        assert_eq!((container.service.as_str(), container.is_healthy()), ("sun", true));
        let so = |status: &str| Container { status: status.into(), ..container.clone() };
        assert!(container.seems_well() && so("Up 3 seconds").seems_well());
        for ill in ["Up 1 second (health: starting)", "Up 1 minute (unhealthy)"] {
            assert!(!so(ill).is_healthy() && !so(ill).seems_well(), "{ill}");
        }
        assert_eq!(super::container("one\ttwo\tthree"), None);
    }

    #[test]
    fn a_project_has_a_name_that_compose_keeps() {
        let named = |name: &str| project(Some(name.into()));
        assert_eq!(project(None).unwrap(), "weather-dashboard");
        assert_eq!(named("").unwrap(), "weather-dashboard");
        assert_eq!(named("stage_2-b").unwrap(), "stage_2-b");
        for wrong in ["Stage", "-stage", "my stage", "bühne"] {
            let error = named(wrong).unwrap_err().to_string();
            assert!(error.contains(wrong) && error.contains("lower-case"), "{error}");
        }
    }

    #[test]
    fn the_tests_in_browsers_have_a_project_of_their_own() {
        let docker = Docker { version: "20.10".into(), project: "stage".into() };
        assert_eq!(docker.beside("e2e").project, "stage-e2e");
    }
}
