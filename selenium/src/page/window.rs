use std::time::{Duration, Instant};

use fantoccini::wd::WindowHandle;

use super::Page;
use crate::{
    commands::View,
    compile::size,
    locator::{FrameLocator, window_handle},
    run::LOOK_EVERY,
    trouble::Trouble,
};

impl Page {
    /// Changes what is looked at.
    pub(crate) async fn look(&self, view: View, target: &str) -> Result<(), Trouble> {
        match view {
            View::Open => self.open(target).await,
            View::SetSize => {
                let (width, height) = size(target).map_err(Trouble::Final)?;
                Ok(self.client.set_window_size(width, height).await?)
            }
            View::SelectWindow => {
                let handle = window_handle(target).map_err(|error| Trouble::lasting(&error))?;
                let handle = WindowHandle::try_from(handle.to_owned())
                    .map_err(|error| Trouble::lasting(&error))?;
                Ok(self.client.switch_to_window(handle).await?)
            }
            View::SelectFrame => {
                for step in FrameLocator::parse(target).map_err(|error| Trouble::lasting(&error))? {
                    self.enter_frame(&step, target).await?;
                }
                Ok(())
            }
            View::Close => Ok(self.client.close_window().await?),
        }
    }

    async fn open(&self, target: &str) -> Result<(), Trouble> {
        let url = match &self.base {
            Some(base) => base.join(target),
            None => target.parse(),
        };
        let url = url.map_err(|error| {
            Trouble::Final(format!(
                "{target:?} is no address: {error}; --url says where relative ones start"
            ))
        })?;
        // The address the browser ends at may be another, which is fine.
        Ok(self.client.goto(url.as_str()).await?)
    }

    async fn enter_frame(&self, step: &FrameLocator, locator: &str) -> Result<(), Trouble> {
        match step {
            FrameLocator::Top => {
                let top =
                    super::Extension { path: "frame", body: serde_json::json!({ "id": null }) };
                self.client.issue_cmd(top).await?;
            }
            FrameLocator::Parent => self.client.enter_parent_frame().await?,
            FrameLocator::Index(index) => self.client.enter_frame(*index).await?,
            FrameLocator::Element(_) => self.find(locator).await?.enter_frame().await?,
        }
        Ok(())
    }

    /// The handles of all windows.
    pub(crate) async fn windows(&self) -> Result<Vec<String>, Trouble> {
        Ok(self.client.windows().await?.into_iter().map(String::from).collect())
    }

    /// Waits for a window that was not there before, and returns its handle.
    pub(crate) async fn new_window(
        &self,
        before: &[String],
        timeout: Duration,
    ) -> Result<String, Trouble> {
        let began = Instant::now();
        loop {
            let new = self.windows().await?.into_iter().find(|handle| !before.contains(handle));
            if let Some(handle) = new {
                return Ok(handle);
            }
            if began.elapsed() >= timeout {
                return Err(Trouble::Final(format!("no window opened in {timeout:?}")));
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}
