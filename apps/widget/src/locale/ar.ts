import type { LauncherWords, Words } from "./words.ts";

export const launcher: LauncherWords = {
  open: "فتح المحادثة",
  close: "إغلاق المحادثة",
  unread: (n) => counted(n, "رسالة غير مقروءة", "رسالتان غير مقروءتين", "رسائل غير مقروءة"),
  secure: "نموذج آمن في انتظارك",
  failed: "تعذّر تحميل المحادثة. اضغط للمحاولة مرة أخرى.",
};

export const words: Words = {
  chatWith: (tenant) => `محادثة مع ${tenant}`,
  minimise: "إغلاق المحادثة",
  options: "خيارات",
  nobodyYet: "سنكون معك قريبًا",
  agentHere: (name) => `${name} معك الآن`,
  ended: "انتهت هذه المحادثة",
  held: (name) => (name ? `${name} في الانتظار` : "في الانتظار"),
  conversation: "المحادثة",
  you: "أنت",
  agent: "الموظف",
  says: (name, text) => `${name}: ${text}`,
  joined: (name) => `انضم ${name}`,
  left: (name) => (name ? `غادر ${name}` : "غادر الموظف"),
  typing: (name) => (name ? `${name} يكتب` : "الموظف يكتب"),
  today: "اليوم",
  yesterday: "أمس",

  connecting: "جارٍ الاتصال…",
  offline: "أنت غير متصل. ما تكتبه ينتظر هنا ويُرسل عند عودتك. أبقِ هذه الصفحة مفتوحة.",
  refused: "لا يمكن فتح هذه المحادثة من هنا. أعد تحميل الصفحة.",

  compose: "رسالة",
  placeholder: "اكتب رسالة",
  send: "إرسال",
  paused: (name) =>
    `المحادثة متوقفة مؤقتًا. لا يرى ${name ?? "الموظف"} أي شيء حتى ينتهي النموذج الآمن.`,
  startAnew: "بدء محادثة جديدة",

  delivery: {
    queued: "في انتظار الإرسال",
    sending: "جارٍ الإرسال…",
    sent: "أُرسلت",
    read: "قُرئت",
    held: "لم تُرسل: كانت المحادثة متوقفة",
    stray: "لم تُرسل: تبدو كرقم بطاقة",
    refused: "لم تُرسل",
  },
  heldLine: "أُسقطت الرسالة",
  tryAgain: "حاول مرة أخرى",
  cut: { CARD_NUMBER: "أُزيل رقم البطاقة", other: "أُزيل" },

  yourName: "اسمك",
  nameHint: "لنعرف كيف نخاطبك",
  save: "حفظ",
  endChat: "إنهاء المحادثة",
  endSure: "هل تريد إنهاء هذه المحادثة؟",
  yesEnd: "إنهاء المحادثة",
  back: "رجوع",

  strayTitle: "يبدو هذا كرقم بطاقة. هل تريد إرساله بأمان؟",
  strayText: "لم يُرسل شيء. في النموذج الآمن لا يراه إلا نظام الدفع، لا هذه المحادثة.",
  strayCut: "أزلنا الرقم قبل أن يراه أحد. في النموذج الآمن لا يراه إلا نظام الدفع.",
  sendSafely: "إرسال بأمان",
  somethingElse: "إنه شيء آخر",

  asks: {
    card: "بطاقتك",
    address: "عنوانك",
    bank: "حسابك المصرفي",
    "national-id": "رقم هويتك",
  },
  asked: ({ who, what, amount }) =>
    amount ? `طلب ${who} ${what} لدفع ${amount}` : `طلب ${who} ${what}`,
  youAsked: ({ what }) => `ستقدّم ${what} بأمان`,
  purpose: (purpose) => `من أجل: ${purpose}`,
  onlyForm: (name) => `لا يرى ما تكتبه إلا نموذجنا الآمن. لا يراه ${name ?? "الموظف"} ولا هذه المحادثة.`,
  goesTo: (host) => `يذهب مباشرة إلى ${host}.`,
  formTitle: "نموذج آمن",
  preparing: "جارٍ تجهيز النموذج الآمن…",
  loadingForm: "جارٍ تحميل النموذج الآمن…",
  timeLeft: (time) => `بقي ${time}`,
  secondsLeft: (s) =>
    s === 120
      ? "بقيت دقيقتان في النموذج الآمن"
      : s === 60
        ? "بقيت دقيقة واحدة في النموذج الآمن"
        : `بقي ${s} ثانية في النموذج الآمن`,
  notNow: "ليس الآن",
  declineSure: "ألا تقدّم شيئًا وتعود إلى المحادثة؟",
  yesDecline: "لا أقدّم شيئًا",
  moreTime: "وقت إضافي",
  noMoreTime: "لا يوجد وقت إضافي.",
  usePhone: "استخدام هاتفي",
  useOther: "استخدام جهاز آخر",
  otherTitle: "المتابعة على جهاز آخر",
  sending: "جارٍ الحفظ بأمان…",
  stored: "تم الحفظ. تعود إلى المحادثة بعد لحظات.",
  slow: "لا يُحمَّل النموذج الآمن. لم يُرسل شيء. تحقق من اتصالك وحاول مرة أخرى، أو استخدم هاتفك.",
  broken: "توقف النموذج الآمن عن العمل. لم يُحفظ شيء. حاول مرة أخرى، أو استخدم هاتفك.",
  noTicket: "لا يمكن فتح النموذج الآمن الآن. حاول مرة أخرى، أو استخدم هاتفك.",
  retry: "حاول مرة أخرى",
  elsewhere: "النموذج الآمن مفتوح في علامة تبويب أخرى أو على جهاز آخر.",
  continueHere: "المتابعة هنا",
  phoneTitle: "المتابعة على هاتفك",
  phoneText: "امسح هذا الرمز بكاميرا هاتفك، أو افتح الرابط عليه. ستعرف هذه الصفحة عندما تنتهي.",
  phoneOn: "اخترت المتابعة على هاتفك. ستعرف هذه الصفحة عندما تنتهي.",
  qr: "رمز QR برابط النموذج الآمن",
  copyLink: "نسخ الرابط",
  copied: "نُسخ الرابط",
  newLink: "عرض رابط جديد",

  results: {
    completed: (display) => `حُفظ بأمان: ${display}`,
    paid: (display) => `${display} · تم الدفع`,
    declined: "اخترت ألا تقدّمه",
    cancelled: (name) => (name ? `ألغى ${name} الطلب` : "أُلغي الطلب"),
    expired: "انتهى الوقت. لم يُحفظ شيء.",
    failed: "فشل النموذج الآمن. لم يُحفظ شيء.",
  },
  nouns: { card: "بطاقتك", address: "عنوانك", bank: "حسابك المصرفي", "national-id": "رقم هويتك" },
  failures: {
    collector_unreachable: "تعذّر الوصول إلى النموذج الآمن. لم يُحفظ شيء.",
    observer_attached: "تعذّر جعل المحادثة خاصة. لم يُطلب شيء ولم يُحفظ.",
    policy_denied: "لا يمكن طلب هذا هنا. لم يُحفظ شيء.",
    collector_error: "فشل النموذج الآمن. لم يُحفظ شيء.",
    payment_declined: "رُفضت الدفعة. لم يُخصم شيء.",
    payment_unknown: "لا يُعرف بعد إن كانت الدفعة قد تمت. اسأل قبل أن تحاول مرة أخرى.",
  },

  trouble: {
    offline: "لا يوجد اتصال. حاول مرة أخرى بعد قليل.",
    policy_denied: "لا يمكن قبول هذا هنا. لا تكتب الرقم في المحادثة.",
    unavailable: "النموذج الآمن غير متاح الآن. لا تكتب الرقم في المحادثة.",
    other: "لم ينجح ذلك. حاول مرة أخرى.",
  },
};

function counted(n: number, one: string, two: string, few: string): string {
  if (n === 1) return one;
  if (n === 2) return two;
  return n <= 10 ? `${n} ${few}` : `${n} ${one}`;
}
