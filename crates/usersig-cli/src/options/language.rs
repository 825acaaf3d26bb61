//! `--lang`: the language of explanations.

use std::env;

use clap::{Args, ValueEnum};
use usersig::Language;

/// The language of explanations.
#[derive(Args)]
pub(crate) struct LanguageOptions {
    /// The language of explanations [default: the language of the locale]
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<Known>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Known {
    /// English
    En,
    /// 中文
    Zh,
}

impl LanguageOptions {
    pub(crate) fn language(&self) -> Language {
        match self.lang {
            Some(Known::En) => Language::English,
            Some(Known::Zh) => Language::Chinese,
            None => of_locale(["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| env::var(name).unwrap_or_default())),
        }
    }
}

/// The first variable that is not empty decides, as POSIX says.
fn of_locale(variables: [String; 3]) -> Language {
    let locale = variables.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
    let language = locale.split(['_', '.', '-', '@']).next().unwrap_or_default();
    if language.eq_ignore_ascii_case("zh") { Language::Chinese } else { Language::English }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        for (variables, language) in [
            (["", "", ""], Language::English),
            (["", "", "zh_CN.UTF-8"], Language::Chinese),
            (["", "zh", "en_US"], Language::Chinese),
            (["C", "zh", "zh"], Language::English),
            (["zhuang", "", ""], Language::English),
        ] {
            assert_eq!(of_locale(variables.map(str::to_owned)), language, "{variables:?}");
        }
    }
}
