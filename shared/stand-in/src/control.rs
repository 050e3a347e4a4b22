//! The HTTP API by which scripts set faults and read what was asked.

use std::{collections::BTreeMap, time::Duration};

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    Call, Fault, Service,
    reply::{JSON, Reply},
    request::Head,
    state::State,
};

const PREFIX: &str = "/control/";
/// The window of a tally where none is asked for: the free service counts by the minute.
pub(crate) const MINUTE: Duration = Duration::from_secs(60);
/// The longest window of a tally, s.
const MAX_WINDOW_S: f64 = 31_536_000.0;

/// A call as the control API tells it.
#[derive(Serialize)]
struct Told<'a> {
    /// Since the server started, s.
    at_s: f64,
    service: Service,
    path: &'a str,
    query: &'a BTreeMap<String, String>,
    user_agent: &'a str,
    weight: f64,
}

/// Whether a path belongs to the control API.
pub(crate) fn is_control(path: &str) -> bool {
    path.starts_with(PREFIX)
}

/// Does what a control request says.
pub(crate) fn answer(head: &Head, body: &[u8], state: &State) -> Reply {
    let path = head.path.strip_prefix(PREFIX).unwrap_or_default();
    let answered = match (&head.method[..], path) {
        ("GET", "tally") => tally(head, state),
        ("GET", "calls") => Ok(calls(state)),
        (method, path) => change(method, path, body, state).map(|()| Reply::done()),
    };
    answered.unwrap_or_else(|refusal| refusal)
}

fn change(method: &str, path: &str, body: &[u8], state: &State) -> Result<(), Reply> {
    match (method, path, path.strip_prefix("fault/")) {
        ("DELETE", "calls", _) => state.forget_calls(),
        ("PUT", "fault", _) => state.set_fault(Service::ALL, read_fault(body)?),
        ("PUT", _, Some(code)) => state.set_fault([read_service(code)?], read_fault(body)?),
        ("DELETE", "fault", _) => state.clear_faults(),
        ("PUT", "now", _) => state.freeze(Some(read_now(body)?)),
        ("DELETE", "now", _) => state.freeze(None),
        _ => return Err(refuse_way(path)),
    }
    Ok(())
}

fn refuse_way(path: &str) -> Reply {
    let allowed = match path {
        "tally" => "GET",
        "calls" => "GET, DELETE",
        "fault" | "now" => "PUT, DELETE",
        path if path.starts_with("fault/") => "PUT",
        _ => {
            let detail =
                "there is no such control: tally, calls, fault, fault/{service} and now are";
            return Reply::problem(404, detail);
        }
    };
    let detail = format!("the method is not allowed here: {allowed} is");
    Reply::problem(405, &detail).with_header("Allow", allowed)
}

fn tally(head: &Head, state: &State) -> Result<Reply, Reply> {
    let window = head.query.get("window_s").map_or(Ok(MINUTE), |text| read_window(text))?;
    Ok(json(&state.tally(window)))
}

fn read_window(text: &str) -> Result<Duration, Reply> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.0..=MAX_WINDOW_S).contains(&seconds) => {
            Ok(Duration::from_secs_f64(seconds))
        }
        _ => {
            let detail = format!("window_s must be a number of seconds from 0 to {MAX_WINDOW_S}");
            Err(Reply::problem(400, &detail))
        }
    }
}

fn calls(state: &State) -> Reply {
    let calls = state.calls();
    let told = |call| tell(call, state);
    json(&calls.iter().map(told).collect::<Vec<_>>())
}

fn tell<'a>(call: &'a Call, state: &State) -> Told<'a> {
    Told {
        at_s: call.at.saturating_duration_since(state.started()).as_secs_f64(),
        service: call.service,
        path: &call.path,
        query: &call.query,
        user_agent: &call.user_agent,
        weight: call.weight,
    }
}

fn json(value: &impl Serialize) -> Reply {
    match serde_json::to_vec(value) {
        Ok(body) => Reply::new(200, JSON, body),
        Err(error) => Reply::problem(500, &error.to_string()),
    }
}

fn read_service(code: &str) -> Result<Service, Reply> {
    Service::from_code(code).ok_or_else(|| {
        let codes = Service::ALL.map(Service::code).join(", ");
        Reply::problem(400, &format!("there is no such service: {codes} are"))
    })
}

fn read_fault(body: &[u8]) -> Result<Fault, Reply> {
    let fault: Fault = serde_json::from_slice(body).map_err(|error| {
        let detail = format!(
            "this is no fault: {error}; {{\"kind\":\"latency\",\"ms\":500}} is one, for example"
        );
        Reply::problem(400, &detail)
    })?;
    match fault {
        Fault::Status { status, .. } if !(200..=599).contains(&status) => {
            Err(Reply::problem(400, &format!("status is {status}: 200 to 599 are allowed")))
        }
        fault => Ok(fault),
    }
}

fn read_now(body: &[u8]) -> Result<Timestamp, Reply> {
    let text = String::from_utf8_lossy(body);
    text.trim().parse().map_err(|error| {
        let detail = format!(
            "this is no instant: {error}; RFC 3339 is allowed, such as 2026-01-31T12:00:00Z"
        );
        Reply::problem(400, &detail)
    })
}

/// What there is, for people.
pub(crate) fn guide() -> String {
    let mut guide = "A stand-in for public weather services.\n\nEndpoints\n".to_owned();
    for service in Service::ALL {
        guide += &format!("  {:<12} {}\n", service.code(), service.path());
    }
    guide += "  (MeteoAlarm has its countries below: /meteoalarm/feeds-portugal)\n\n";
    guide += "Controls
  GET    /control/tally             calls, weighted calls, most in any minute (?window_s=), most at once
  GET    /control/calls             every call
  DELETE /control/calls             forget them
  PUT    /control/fault             what goes wrong everywhere, as JSON
  PUT    /control/fault/{service}   what goes wrong with one service, by its name above
  DELETE /control/fault             nothing goes wrong
  PUT    /control/now               what the services take for now, as RFC 3339
  DELETE /control/now               the system's time again

Faults
  {\"kind\":\"none\"}
";
    for (_, fault) in Fault::examples() {
        guide += &format!("  {}\n", serde_json::to_string(&fault).unwrap_or_default());
    }
    guide
}
