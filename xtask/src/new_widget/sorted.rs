/// Inserts `line` into a list of lines sorted by the key that `key` finds in
/// them; `None` where the text has no such list.
pub(super) fn insert<'a>(
    text: &'a str,
    line: &'a str,
    key: impl Fn(&'a str) -> Option<&'a str>,
) -> Option<String> {
    let new = key(line)?;
    let mut lines: Vec<&str> = text.lines().collect();
    let after = lines.iter().rposition(|line| key(line).is_some_and(|old| old < new));
    let place = match after {
        Some(last_smaller) => last_smaller + 1,
        None => lines.iter().position(|line| key(line).is_some())?,
    };
    lines.insert(place, line);
    Some(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(line: &str) -> Option<&str> {
        line.strip_prefix("- ")
    }

    #[test]
    fn a_line_goes_to_its_place() {
        let text = "list:\n- b\n- d\nend\n";
        assert_eq!(insert(text, "- a", key).unwrap(), "list:\n- a\n- b\n- d\nend\n");
        assert_eq!(insert(text, "- c", key).unwrap(), "list:\n- b\n- c\n- d\nend\n");
        assert_eq!(insert(text, "- e", key).unwrap(), "list:\n- b\n- d\n- e\nend\n");
    }

    #[test]
    fn without_a_list_there_is_no_place() {
        assert_eq!(insert("end\n", "- a", key), None);
    }
}
