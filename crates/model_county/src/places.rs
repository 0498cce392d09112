//! The real places the fictional people live in: one township of 清水县 and the areas their numbers come from.

/// The county office that sends the register.
pub(crate) const COUNTY: &str = "清水县";
/// The township.
pub(crate) const TOWN: &str = "山门镇";

/// How the officials of a village send their forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SentAs {
    /// Text in GB18030, as a spreadsheet program saves it in Chinese Windows.
    Csv,
    /// A workbook.
    Workbook,
}

/// A village or residents' committee of the township.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Village {
    /// Statistical code of twelve digits.
    pub(crate) code: &'static str,
    /// Full name.
    pub(crate) name: &'static str,
    /// Short name, as files are named.
    pub(crate) short: &'static str,
    /// How its forms come.
    pub(crate) sent_as: SentAs,
    /// Households with urban registration, in a thousand.
    pub(crate) urban: i64,
}

/// Six of the seventeen villages of 山门镇 (codes of the National Bureau of Statistics).
pub(crate) const VILLAGES: [Village; 6] = [
    Village {
        code: "620521105003", name: "山门居民委员会", short: "山门居委会", sent_as: SentAs::Workbook, urban: 300
    },
    Village { code: "620521105203", name: "刘崖村民委员会", short: "刘崖村", sent_as: SentAs::Csv, urban: 20 },
    Village { code: "620521105204", name: "南山村民委员会", short: "南山村", sent_as: SentAs::Csv, urban: 20 },
    Village { code: "620521105205", name: "什字村民委员会", short: "什字村", sent_as: SentAs::Workbook, urban: 20 },
    Village { code: "620521105207", name: "高桥村民委员会", short: "高桥村", sent_as: SentAs::Csv, urban: 20 },
    Village { code: "620521105209", name: "关山村民委员会", short: "关山村", sent_as: SentAs::Csv, urban: 20 },
];

/// The area nearly everyone born here has in the number.
pub(crate) const HOME_AREA: u32 = 620_521;

/// Areas of those who were registered elsewhere at birth: neighbouring counties.
pub(crate) const OTHER_AREAS: [u32; 6] = [620_502, 620_503, 620_522, 620_523, 620_525, 610_327];

/// The neighbouring county whose rows stray into the files: code and name.
pub(crate) const NEIGHBOUR: (&str, &str) = ("620522000000", "秦安县");
/// Area in the numbers of its people.
pub(crate) const NEIGHBOUR_AREA: u32 = 620_522;
