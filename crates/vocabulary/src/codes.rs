//! Code sets of the field: each value is an enum here and a small number in a column or file.
//! Numbers never change and are never reused.

/// A programme of assistance (救助项目).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Programme {
    /// 农村最低生活保障.
    RuralDibao,
    /// 特困人员救助供养.
    Tekun,
    /// 孤儿基本生活保障.
    Orphan,
    /// 事实无人抚养儿童基本生活保障.
    UnattendedChild,
    /// 困难残疾人生活补贴.
    LivingSubsidy,
    /// 重度残疾人护理补贴.
    NursingSubsidy,
    /// 临时救助.
    TemporaryRelief,
}

impl Programme {
    /// All programmes, in the order of their numbers.
    pub const ALL: [Programme; 7] = [
        Programme::RuralDibao,
        Programme::Tekun,
        Programme::Orphan,
        Programme::UnattendedChild,
        Programme::LivingSubsidy,
        Programme::NursingSubsidy,
        Programme::TemporaryRelief,
    ];
}

/// The four classes in which Gansu's rural dibao is paid (DB-502).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DibaoClass {
    /// 一类.
    One,
    /// 二类.
    Two,
    /// 三类.
    Three,
    /// 四类.
    Four,
}

/// How far a person can work (劳动能力).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LabourCapacity {
    /// 有劳动能力.
    Full,
    /// 部分丧失劳动能力.
    Partial,
    /// 无劳动能力.
    None,
}

/// Type of disability in the certificate (残疾类别, GB/T 26341).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisabilityKind {
    /// 视力.
    Visual,
    /// 听力.
    Hearing,
    /// 言语.
    Speech,
    /// 肢体.
    Physical,
    /// 智力.
    Intellectual,
    /// 精神.
    Mental,
    /// 多重.
    Multiple,
}

/// Level of disability in the certificate; the first is the heaviest (残疾等级).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisabilityLevel {
    /// 一级.
    One,
    /// 二级.
    Two,
    /// 三级.
    Three,
    /// 四级.
    Four,
}

/// Where a person studies full-time (在读情况).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Schooling {
    /// 未在读.
    None,
    /// 学前或义务教育.
    Compulsory,
    /// 高中阶段 (普通高中、中职).
    SeniorSecondary,
    /// 全日制专科或本科.
    Undergraduate,
    /// 研究生.
    Postgraduate,
}

/// Where a member of a family is, as far as the rule on living together asks (A1 §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whereabouts {
    /// 在家.
    AtHome,
    /// 外出务工或就学, still of the family.
    AwayForWorkOrStudy,
    /// 在监狱服刑.
    InPrison,
    /// 强制隔离戒毒.
    CompulsoryDetoxification,
    /// 宣告失踪.
    DeclaredMissing,
    /// 宗教教职人员, away from the family in a religious site.
    Clergy,
    /// 已不共同生活 (lives apart for long, found on investigation).
    LivesApart,
}

/// Whether a person has a job (就业状况).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Employment {
    /// 就业.
    Employed,
    /// 无业.
    None,
}

/// Registration of a household (户口性质): which roll it would be on (RD-26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Registration {
    /// 农业户口.
    Rural,
    /// 非农业户口.
    Urban,
}

/// As what a family applies (申请方式).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApplicationKind {
    /// 整户: all members living together.
    WholeFamily,
    /// 单人: one member by A1 §8.
    SinglePerson,
}

/// A value of a code set: its number in columns and files, and its Chinese label.
pub trait Coded: Copy + Sized + 'static {
    /// All values with number, label and the other spellings files use, in the order of their numbers.
    const TABLE: &'static [(Self, i64, &'static str, &'static [&'static str])];

    /// Number in columns.
    fn number(self) -> i64;
    /// Label on screens and in files.
    fn label(self) -> &'static str;

    /// The value with this number.
    fn from_number(number: i64) -> Option<Self> {
        Self::TABLE.iter().find(|row| row.1 == number).map(|row| row.0)
    }

    /// Reads the label, a spelling of the table or the number.
    fn parse(text: &str) -> Option<Self> {
        let typed = crate::text::squeezed(text);
        let number = typed.parse::<i64>().ok().filter(|_| typed.starts_with(|sign: char| matches!(sign, '1'..='9')));
        Self::TABLE.iter().find(|row| row.2 == typed || row.3.contains(&typed.as_ref()) || Some(row.1) == number).map(|row| row.0)
    }
}

/// Declares the numbers and labels of a code set; the enum itself is written out above.
macro_rules! coded {
    ($name:ident: $($value:ident = $number:literal $label:literal $(| $other:literal)*),+ $(,)?) => {
        impl Coded for $name {
            const TABLE: &'static [(Self, i64, &'static str, &'static [&'static str])] =
                &[$(($name::$value, $number, $label, &[$($other),*])),+];
            fn number(self) -> i64 {
                match self { $($name::$value => $number),+ }
            }
            fn label(self) -> &'static str {
                match self { $($name::$value => $label),+ }
            }
        }
    };
}

pub(crate) use coded;

coded!(Programme:
    RuralDibao = 1 "农村低保" | "农村最低生活保障", Tekun = 2 "特困供养" | "特困人员救助供养" | "特困",
    Orphan = 3 "孤儿基本生活保障" | "孤儿", UnattendedChild = 4 "事实无人抚养儿童保障" | "事实无人抚养儿童基本生活保障" | "事实无人抚养儿童",
    LivingSubsidy = 5 "困难残疾人生活补贴" | "残疾人生活补贴", NursingSubsidy = 6 "重度残疾人护理补贴" | "残疾人护理补贴",
    TemporaryRelief = 7 "临时救助");
coded!(DibaoClass: One = 1 "一类", Two = 2 "二类", Three = 3 "三类", Four = 4 "四类");
coded!(LabourCapacity:
    Full = 1 "有劳动能力" | "有" | "正常劳动力",
    Partial = 2 "部分丧失劳动能力" | "部分" | "弱劳动力",
    None = 3 "无劳动能力" | "无" | "丧失劳动能力");
coded!(DisabilityKind:
    Visual = 1 "视力" | "视力残疾", Hearing = 2 "听力" | "听力残疾", Speech = 3 "言语" | "言语残疾", Physical = 4 "肢体" | "肢体残疾",
    Intellectual = 5 "智力" | "智力残疾", Mental = 6 "精神" | "精神残疾", Multiple = 7 "多重" | "多重残疾");
coded!(DisabilityLevel:
    One = 1 "一级" | "壹级", Two = 2 "二级" | "贰级", Three = 3 "三级" | "叁级", Four = 4 "四级" | "肆级");
coded!(Schooling:
    None = 1 "未在读" | "无" | "否", Compulsory = 2 "学前及义务教育" | "小学" | "初中" | "义务教育",
    SeniorSecondary = 3 "高中阶段" | "高中" | "中职", Undergraduate = 4 "全日制专科本科" | "本科" | "大专" | "专科",
    Postgraduate = 5 "研究生" | "硕士" | "博士");
coded!(Whereabouts:
    AtHome = 1 "在家", AwayForWorkOrStudy = 2 "外出务工就学" | "外出" | "外出务工" | "在外就学", InPrison = 3 "服刑" | "在监狱服刑",
    CompulsoryDetoxification = 4 "强制戒毒" | "强制隔离戒毒", DeclaredMissing = 5 "宣告失踪" | "失踪", Clergy = 6 "宗教教职人员" | "宗教教职",
    LivesApart = 7 "不共同生活" | "已分开生活");
coded!(Employment: Employed = 1 "就业" | "有业" | "务工" | "务农", None = 2 "无业");
coded!(Registration: Rural = 1 "农业" | "农业户口" | "农村", Urban = 2 "非农业" | "非农业户口" | "城镇" | "居民户口");
coded!(ApplicationKind: WholeFamily = 1 "整户" | "家庭" | "全家", SinglePerson = 2 "单人" | "单人户" | "单人保");

/// A disability as its certificate states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Disability {
    /// Type.
    pub kind: DisabilityKind,
    /// Level, the first the heaviest.
    pub level: DisabilityLevel,
}

/// Relation to the head of the household: a code of GB/T 4761-2008 (01 oneself, 02 head, 10 spouse, 20 son …).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relation(u8);

impl Relation {
    /// 户主.
    pub const HEAD: Relation = Relation(2);
    /// 配偶.
    pub const SPOUSE: Relation = Relation(10);
    /// 子.
    pub const SON: Relation = Relation(20);
    /// 女.
    pub const DAUGHTER: Relation = Relation(30);
    /// 儿媳.
    pub const DAUGHTER_IN_LAW: Relation = Relation(38);
    /// 孙子、孙女或外孙子、外孙女.
    pub const GRANDCHILD: Relation = Relation(40);
    /// 父.
    pub const FATHER: Relation = Relation(51);
    /// 母.
    pub const MOTHER: Relation = Relation(52);

    /// The usual words of household registers with their codes.
    const WORDS: [(&'static str, u8); 44] = [
        ("本人", 1),
        ("户主", 2),
        ("配偶", 10),
        ("夫", 11),
        ("妻", 12),
        ("子", 20),
        ("独生子", 21),
        ("长子", 22),
        ("次子", 23),
        ("三子", 24),
        ("四子", 25),
        ("五子", 26),
        ("养子或继子", 27),
        ("女婿", 28),
        ("女", 30),
        ("独生女", 31),
        ("长女", 32),
        ("次女", 33),
        ("三女", 34),
        ("四女", 35),
        ("五女", 36),
        ("养女或继女", 37),
        ("儿媳", 38),
        ("孙辈", 40),
        ("孙子", 41),
        ("孙女", 42),
        ("外孙子", 43),
        ("外孙女", 44),
        ("孙媳", 45),
        ("父母", 50),
        ("父", 51),
        ("母", 52),
        ("公公", 53),
        ("婆婆", 54),
        ("岳父", 55),
        ("岳母", 56),
        ("祖父", 61),
        ("祖母", 62),
        ("兄弟姐妹", 70),
        ("兄", 71),
        ("弟", 73),
        ("姐", 75),
        ("妹", 77),
        ("非亲属", 99),
    ];

    /// Reads a code of two digits or a usual word (`父亲`, `母亲` too).
    pub fn parse(text: &str) -> Option<Relation> {
        let typed = crate::text::squeezed(text);
        let word = typed.strip_suffix('亲').filter(|word| !word.is_empty()).unwrap_or(&typed);
        if let Some((_, code)) = Relation::WORDS.iter().find(|(known, _)| *known == word) {
            return Some(Relation(*code));
        }
        let code: u8 = typed.parse().ok()?;
        (1..=99).contains(&code).then_some(Relation(code))
    }

    /// Code of GB/T 4761-2008, 1 to 99.
    pub fn code(self) -> u8 {
        self.0
    }

    /// The word for it, or 其他 where it is a rare one.
    pub fn label(self) -> &'static str {
        Relation::WORDS.iter().find(|(_, code)| *code == self.0).map_or("其他", |(word, _)| word)
    }

    /// 户主 or 本人.
    pub fn is_head(self) -> bool {
        matches!(self.0, 1 | 2)
    }

    /// 配偶, 夫, 妻.
    pub fn is_spouse(self) -> bool {
        matches!(self.0, 10..=12)
    }

    /// A son or daughter, also adopted or step; not a child in law.
    pub fn is_child(self) -> bool {
        matches!(self.0, 20..=27 | 29..=37 | 39)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn check<T: Coded + PartialEq + std::fmt::Debug>() {
        for (value, number, label, others) in T::TABLE {
            assert_eq!(T::from_number(*number), Some(*value));
            assert_eq!((value.number(), value.label()), (*number, *label));
            for text in others.iter().chain([label]) {
                assert_eq!(T::parse(text), Some(*value), "{text}");
            }
        }
        assert_eq!(T::parse("不详"), None);
        assert_eq!(T::from_number(0), None);
    }

    #[test]
    fn every_code_reads_back_from_its_number_its_label_and_its_spellings() {
        check::<Programme>();
        check::<DibaoClass>();
        check::<LabourCapacity>();
        check::<DisabilityKind>();
        check::<DisabilityLevel>();
        check::<Schooling>();
        check::<Whereabouts>();
        check::<Employment>();
        check::<Registration>();
        check::<ApplicationKind>();
    }

    #[test]
    fn relations_are_read_by_word_or_code() {
        assert_eq!(Relation::parse("户主"), Some(Relation::HEAD));
        assert_eq!(Relation::parse("父亲"), Some(Relation::FATHER));
        assert_eq!(Relation::parse("10"), Some(Relation::SPOUSE));
        assert_eq!(Relation::parse("0"), None);
        assert_eq!(Relation::parse("邻居"), None);
        assert!(Relation::parse("次女").is_some_and(Relation::is_child));
        assert!(Relation::parse("儿媳").is_some_and(|relation| !relation.is_child()));
    }
}
