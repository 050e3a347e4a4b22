//! Sines and cosines of degrees, by `libm`: the same on every machine.

pub(crate) fn sin_deg(angle: f64) -> f64 {
    libm::sin(angle.to_radians())
}

pub(crate) fn cos_deg(angle: f64) -> f64 {
    libm::cos(angle.to_radians())
}

/// The angle of a sine, degrees (−90 to 90); past ±1 by rounding counts as ±1.
pub(crate) fn asin_deg(sine: f64) -> f64 {
    libm::asin(sine.clamp(-1.0, 1.0)).to_degrees()
}

/// The angle of the point (x, y), degrees (−180 to 180).
pub(crate) fn atan2_deg(y: f64, x: f64) -> f64 {
    libm::atan2(y, x).to_degrees()
}

/// The same angle from 0 to below 360°.
pub(crate) fn wrap_deg(angle: f64) -> f64 {
    let wrapped = angle.rem_euclid(360.0);
    // A negative angle next to nothing rounds up to a full turn.
    if wrapped == 360.0 { 0.0 } else { wrapped }
}

/// A polynomial by its coefficients from the constant on.
pub(crate) fn polynomial(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}
