//! Names in the form in which they are compared.

use vocabulary::squeeze;

/// The dots that files put between the parts of a name, all meant as the one of GB/T 16159.
const DOTS: [char; 8] = ['•', '・', '･', '‧', '∙', '⋅', '．', '.'];

/// A name for comparison: no spaces, half width, one kind of dot, Latin letters in capitals. A name that differs only in
/// these is the same; nothing else is guessed, not even signs that look alike.
pub fn comparable_name(name: &str) -> String {
    squeeze(name).chars().map(|sign| if DOTS.contains(&sign) { '·' } else { sign.to_ascii_uppercase() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_width_and_kinds_of_dots_do_not_make_another_name() {
        for typed in ["买买提·吐尔逊", "买买提•吐尔逊", " 买买提．吐尔逊", "买买提 · 吐尔逊", "买买提・吐尔逊"]
        {
            assert_eq!(comparable_name(typed), "买买提·吐尔逊");
        }
        assert_eq!(comparable_name("ａnna"), "ANNA");
    }

    #[test]
    fn another_sign_makes_another_name() {
        assert_ne!(comparable_name("张丽"), comparable_name("张莉"));
        assert_ne!(comparable_name("买买提吐尔逊"), comparable_name("买买提·吐尔逊"));
    }
}
