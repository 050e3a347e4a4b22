//! Everything that the services are known to do wrong, through the real client
//! over a real socket: what is said of it, what stays, and that it passes.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests fail loudly")]

mod support;

use std::time::Duration;

use stand_in::{Fault, Service, StandIn};
use support::{LIMITS, client, eventually, now, patient_client, place, settings};
use upstream::{Answer, Client, Limits, UpstreamError};
use weather::{DailyVariable, Needs, Variable};

/// How long an answer is used in these tests.
const LIFE: Duration = Duration::from_millis(150);

fn needs() -> Needs {
    Needs::nothing()
        .current([Variable::Temperature, Variable::WindSpeed])
        .hourly([Variable::Temperature, Variable::CloudCover, Variable::WindSpeed], 24, 48)
        .daily([DailyVariable::TemperatureMax], 3)
}

async fn ask(client: &Client) -> Answer {
    client.weather(&place(), &needs(), now()).await
}

/// What comes of a fault.
#[derive(Clone, Copy)]
enum Expected {
    /// The answer is as good as any.
    Good,
    /// The last good answer stays, and this is said (a part of it).
    Kept(&'static str),
}

fn expected(fault: &str) -> Expected {
    use Expected::{Good, Kept};
    match fault {
        "latency" | "wrong_types" | "nulls" | "missing_last_day" | "several_locations"
        | "undefined_unit" | "negative_zero" => Good,
        "status_429" => Kept("is busy (429)"),
        "status_500" => Kept("out of order (500)"),
        "status_503" => Kept("out of order (503): The service is overloaded"),
        "reset" | "reset_midway" | "truncated" => Kept("the connection broke off"),
        "slow_drip" | "black_hole" => Kept("no answer in time"),
        "truncated_json" | "malformed_json" | "nan_values" => Kept("it is not JSON"),
        "status_400" | "bare_nan" => Kept("no data for this place"),
        "all_null" => Kept("nothing that was asked for is in the answer"),
        "huge_body" => Kept("it is over 262144 bytes long"),
        "broken_stream" => Kept("the service broke off in the middle"),
        "captive_portal" => Kept("does this network want a sign-in?"),
        "redirect" => Kept("refused the request (302)"),
        "error_200" => Kept("refused the request (200)"),
        other => panic!("{other} is a new fault: say what comes of it"),
    }
}

#[tokio::test]
async fn every_fault_is_told_keeps_the_last_good_answer_and_passes() {
    let checks = Fault::examples().into_iter().map(|(name, fault)| async move {
        tokio::time::timeout(Duration::from_secs(20), passes(name, fault)).await.unwrap();
    });
    futures_util::future::join_all(checks).await;
}

async fn passes(name: &str, fault: Fault) {
    let stand_in = StandIn::start().await.unwrap();
    let client = Client::with_limits(settings(&stand_in, LIFE), LIMITS).unwrap();
    let good = ask(&client).await;
    assert_eq!(good.problem, None, "{name}: before");
    let good = good.weather.unwrap();

    stand_in.set_fault(fault);
    tokio::time::sleep(LIFE).await;
    let answer = ask(&client).await;
    let weather = answer.weather.unwrap_or_else(|| panic!("{name}: the last good answer stays"));
    match expected(name) {
        Expected::Good => assert_eq!(answer.problem, None, "{name}"),
        Expected::Kept(words) => {
            let said = answer.problem.unwrap_or_else(|| panic!("{name}: nothing is said"));
            let said = said.to_string();
            assert!(said.contains(words), "{name}: {said}");
            assert!(!said.contains("127.0.0.1") && !said.contains("38.7"), "{name}: {said}");
            assert_eq!(weather.hourly, good.hourly, "{name}");
            assert!(weather.fetched_at < now(), "{name}: its age is told");
        }
    }

    if name == "status_429" {
        // Asked to wait a minute, it does not come back before.
        let asked = stand_in.calls().len();
        tokio::time::sleep(LIFE * 3).await;
        let old = ask(&client).await;
        assert!(old.is_old && old.again_in > Duration::from_secs(58), "{:?}", old.again_in);
        assert_eq!(stand_in.calls().len(), asked);
        return;
    }
    stand_in.clear_faults();
    let fresh = eventually(name, || async {
        let answer = ask(&client).await;
        (answer.problem.is_none() && answer.weather.as_ref()?.fetched_at >= now() - LIFE)
            .then_some(answer)
    });
    assert!(!fresh.await.is_old, "{name}: recovered");
}

#[tokio::test]
async fn wrong_values_are_gaps_and_right_ones_stay() {
    let stand_in = StandIn::start().await.unwrap();
    let weather = async |fault: Fault| {
        stand_in.set_fault(fault);
        let answer = ask(&client(&stand_in)).await;
        assert_eq!(answer.problem, None);
        answer.weather.unwrap()
    };
    let good = weather(Fault::None).await;
    let temperatures = &good.hourly.values[&Variable::Temperature];
    assert!(temperatures.iter().all(Option::is_some));

    let nulls = weather(Fault::Nulls).await;
    let found = &nulls.hourly.values[&Variable::Temperature];
    assert!(found.iter().any(Option::is_none));
    let same = |(found, good): (&Option<f64>, _)| found.is_none() || *found == good;
    assert!(found.iter().zip(temperatures.iter().copied()).all(same));

    let undefined = weather(Fault::UndefinedUnit).await;
    assert!(undefined.hourly.values[&Variable::Temperature].iter().all(Option::is_none));
    assert!(undefined.hourly.values[&Variable::WindSpeed].iter().all(Option::is_some));

    let short = weather(Fault::MissingLastDay).await;
    assert_eq!(short.daily.dates.len(), good.daily.dates.len() - 1);
    let last = *short.daily.dates.last().unwrap();
    assert_eq!(short.daily.on(DailyVariable::TemperatureMax, last), None);

    let zero = weather(Fault::NegativeZero).await;
    let zeros = zero.hourly.values.values().flatten().flatten();
    assert!(zeros.clone().count() > 0 && zeros.clone().all(|zero| zero.is_sign_positive()));

    let ours = weather(Fault::SeveralLocations).await;
    assert_eq!(ours.hourly, good.hourly, "ours is the first");
}

#[tokio::test]
async fn a_service_that_fails_is_asked_ever_more_seldom_and_forgiven_at_once() {
    let stand_in = StandIn::start().await.unwrap();
    stand_in.set_fault(Fault::status(503));
    let limits = Limits {
        shortest_pause: Duration::from_millis(40),
        longest_pause: Duration::from_secs(10),
        ..LIMITS
    };
    let quarter = Duration::from_secs(900);
    let client = Client::with_limits(settings(&stand_in, quarter), limits).unwrap();
    let began = tokio::time::Instant::now();
    while began.elapsed() < Duration::from_millis(1500) {
        ask(&client).await;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let times: Vec<_> = stand_in.calls().iter().map(|call| call.at).collect();
    // Waits of 20–40, 40–80, 80–160 ms …: six tries in 1.5 s, not three hundred.
    assert!((4..=8).contains(&times.len()), "{} calls", times.len());
    let first = times[1] - times[0];
    let last = times[times.len() - 1] - times[times.len() - 2];
    assert!(last > first * 2, "{first:?}, later {last:?}");
    stand_in.clear_faults();
    eventually("it answers again", || async { ask(&client).await.weather }).await;
}

#[tokio::test]
async fn a_refused_question_is_not_repeated_and_others_are_asked() {
    let stand_in = StandIn::start().await.unwrap();
    let reason = Some("Cannot initialize WeatherVariable from invalid String value x".into());
    stand_in.set_fault(Fault::Status { status: 400, reason, retry_after_s: None });
    let client = client(&stand_in);
    let refused = ask(&client).await;
    assert!(refused.problem.unwrap().to_string().contains("(400): Cannot initialize"));
    stand_in.clear_faults();
    assert!(ask(&client).await.problem.is_some(), "it will be refused as long as it is young");
    let other = Needs::nothing().current([Variable::CloudCover]);
    assert_eq!(client.weather(&place(), &other, now()).await.problem, None);
    assert_eq!(stand_in.calls().len(), 2);
}

#[tokio::test]
async fn a_refusal_is_believed_no_longer_than_a_forecast() {
    let stand_in = StandIn::start().await.unwrap();
    let refuses = |reason: &str| {
        let reason = Some(reason.to_owned());
        stand_in.set_fault(Fault::Status { status: 400, reason, retry_after_s: None });
    };
    let climate = Needs::nothing().climate();
    let day = Duration::from_secs(24 * 3600);
    for (reason, longest) in [
        ("Cannot initialize", Duration::from_secs(900)),
        ("No data is available for this location", day),
    ] {
        refuses(reason);
        let client = patient_client(&stand_in);
        let again_in = client.weather(&place(), &climate, now()).await.again_in;
        assert!(again_in <= longest && again_in > longest / 2, "{reason}: {again_in:?}");
    }

    refuses("Cannot initialize");
    let client = Client::with_limits(settings(&stand_in, LIFE), LIMITS).unwrap();
    assert!(client.places("Lisboa", "pt").await.is_err());
    stand_in.clear_faults();
    eventually("a search answers again", || async { client.places("Lisboa", "pt").await.ok() })
        .await;
}

#[tokio::test]
async fn an_empty_answer_to_one_question_leaves_the_others() {
    let stand_in = StandIn::start().await.unwrap();
    stand_in.set_fault(Fault::UndefinedUnit);
    let client = client(&stand_in);
    let one = Needs::nothing().current([Variable::CloudCover]);
    let empty = client.weather(&place(), &one, now()).await;
    assert_eq!(empty.problem, Some(UpstreamError::Empty));
    assert!(empty.again_in <= LIMITS.longest_pause);
    assert_eq!(ask(&client).await.problem, None);
}

#[tokio::test]
async fn a_broken_service_leaves_the_others_alone() {
    let stand_in = StandIn::start().await.unwrap();
    stand_in.set_fault_of(Service::AirQuality, Fault::Reset);
    let client = client(&stand_in);
    let both = needs().air_quality([weather::AirVariable::Pm2_5], 0, 24);
    let answer = client.weather(&place(), &both, now()).await;
    assert!(answer.problem.unwrap().to_string().contains("broke off"));
    let weather = answer.weather.unwrap();
    assert!(weather.at(Variable::Temperature, now()).is_some());
    assert_eq!(weather.air_quality.at(weather::AirVariable::Pm2_5, now()), None);
}

#[tokio::test]
async fn a_late_answer_comes_to_those_who_ask_again() {
    let stand_in = StandIn::start().await.unwrap();
    let limits =
        Limits { total: Duration::from_secs(10), patience: Duration::from_millis(50), ..LIMITS };
    let client = Client::with_limits(settings(&stand_in, LIFE), limits).unwrap();
    let first = ask(&client).await.weather.unwrap();
    tokio::time::sleep(LIFE).await;
    stand_in.set_fault(Fault::Latency { ms: 600 });
    let meanwhile = ask(&client).await;
    assert_eq!(meanwhile.problem, Some(UpstreamError::Unreachable("no answer yet")));
    assert_eq!(meanwhile.weather.unwrap().hourly, first.hourly);
    eventually("the late answer", || async { ask(&client).await.problem.is_none().then_some(()) })
        .await;
    assert_eq!(stand_in.calls().len(), 2, "one call, though many asked meanwhile");
}

#[tokio::test]
async fn what_a_service_does_not_serve_is_not_counted() {
    for (fault, is_counted) in [
        (Fault::status(503), false),
        (Fault::status(404), false),
        (Fault::Redirect, false),
        (Fault::ResetMidway, true),
        (Fault::TruncatedJson, true),
        (Fault::BlackHole, true),
    ] {
        let stand_in = StandIn::start().await.unwrap();
        stand_in.set_fault(fault.clone());
        // Thirty years take their time on a busy machine.
        let limits = Limits { references_a_day: 1, total: Duration::from_secs(4), ..LIMITS };
        let client = Client::with_limits(settings(&stand_in, LIFE), limits).unwrap();
        let climate = Needs::nothing().climate();
        let problem = async || client.weather(&place(), &climate, now()).await.problem;
        let first = problem().await;
        assert!(first.is_some() && first != Some(UpstreamError::BudgetSpent), "{fault:?}");
        stand_in.clear_faults();
        let then = eventually("it is asked again", || async {
            let then = problem().await;
            (then != first).then_some(then)
        });
        assert_eq!(then.await, is_counted.then_some(UpstreamError::BudgetSpent), "{fault:?}");
    }
}

#[tokio::test]
async fn when_the_day_is_spent_the_last_good_answer_stays() {
    let stand_in = StandIn::start().await.unwrap();
    let limited = upstream::Settings { daily_calls: 2, ..settings(&stand_in, LIFE) };
    let limits = Limits { day: Duration::from_millis(3000), ..LIMITS };
    let client = Client::with_limits(limited, limits).unwrap();
    let spent = eventually("the calls are spent", || async {
        let answer = ask(&client).await;
        (answer.problem == Some(UpstreamError::BudgetSpent)).then_some(answer)
    })
    .await;
    assert!(spent.weather.is_some());
    assert_eq!(stand_in.calls().len(), 2);
    let is_fresh = || async { ask(&client).await.problem.is_none().then_some(()) };
    eventually("the next day", is_fresh).await;
}
