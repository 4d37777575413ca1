"""Reports written for the tests about the clash at Khirbet Ammu; the outlets are invented.

Key → (language, outlet, published, url, title, text).
"""

REPORTS = {
    "vechir": (
        "uk",
        "Вечірній вісник",
        "2020-02-12T18:40:00+02:00",
        "https://vechirniy.example/world/khirbet-ammu",
        "Під Камішлі патруль США вступив у бій",
        """Під Камішлі патруль США вступив у бій

Літаки США завдали принаймні одного удару по околицях села Харбет-Амо, що на схід від Камішлі.

Про це з посиланням на сирійські та турецькі медіа повідомляє агентство Reuters.

Речник коаліції полковник Майлс Каггінс сказав, що патруль обстріляли невідомі, а солдати стріляли у відповідь; \
поранено одного бойовика.

Державне агентство SANA твердить, що загинув нібито один цивільний, а ще один зазнав поранень.

Турецьке агентство Anadolu пише вже про два авіаудари.

У мережі з'явилося відео, на якому видно, як озброєні люди стріляють по американських машинах: \
pic.twitter.com/example1""",
    ),
    "harbour": (
        "en",
        "The Harbour Post",
        "2020-02-12",
        "https://harbourpost.example/2020/02/12/patrol-fired-upon",
        "Patrol blocked, then fired upon, near Qamishli",
        """Patrol blocked, then fired upon, near Qamishli

A coalition patrol was stopped at a government checkpoint in Khirbet Ammu on Wednesday and a firefight followed.

"Our troops were shot at by unknown people and returned fire," Colonel Myles Caggins, a spokesman for the \
coalition, told The Harbour Post.

He said one fighter was wounded, and that reports of air strikes "are not correct".

Syria's state news agency SANA said a civilian was killed and another hurt when the Americans opened fire on \
villagers who had gathered to block the road.

Residents reached by phone said the first shots came from the checkpoint.""",
    ),
    "statement": (
        "en",
        "US-led coalition",
        "2020-02-12",
        "https://coalition.example/press/0212",
        "Statement on the incident near Qamishli",
        """Statement on the incident near Qamishli

Coalition forces on patrol near Qamishli met a checkpoint held by forces loyal to the Syrian government.

After several warnings the patrol came under small arms fire from unknown individuals and returned fire in \
self-defence. A coalition soldier had a minor scratch.

The coalition did not carry out any air strike. The situation was calmed and the patrol went back to base.""",
    ),
    "sada": (
        "ar",
        "صدى الجزيرة",
        "2020-02-12",
        "https://sada.example/قرية-خربة-عمو",
        "أهالي خربة عمو يعترضون رتلاً أمريكياً",
        """أهالي خربة عمو يعترضون رتلاً أمريكياً

ذكرت وكالة سانا أن مدنياً استشهد وأصيب آخر بنيران القوات الأمريكية في قرية خربة عمو شرق القامشلي.

وأضافت الوكالة أن الأهالي تجمعوا عند حاجز الجيش ورشقوا الآليات بالحجارة، وأن القوات الأمريكية هي التي بدأت \
إطلاق النار.

وزعم ناشطون أن طائرتين أمريكيتين شنتا غارة واحدة على الأقل على محيط القرية.""",
    ),
    "guney": (
        "tr",
        "Güney Gazetesi",
        "2020-02-12",
        "https://guneygazetesi.example/dunya/kamisli",
        "Kamışlı'da ABD devriyesine ateş açıldı",
        """Kamışlı'da ABD devriyesine ateş açıldı

Anadolu Ajansının yerel kaynaklara dayandırdığı haberine göre çatışmada bir rejim askeri öldü.

Ajans, ABD uçaklarının bölgeye iki hava saldırısı düzenlediğini bildirdi.

İddiaya göre ilk ateşi rejim yanlısı milisler açtı.""",
    ),
    "kurier": (
        "ru",
        "Северный курьер",
        "2020-02-12",
        "https://kurier.example/syria/1202",
        "Центр по примирению сообщил о гибели подростка",
        """Центр по примирению сообщил о гибели подростка

Российский Центр по примирению сторон заявил, что от огня американских военных погиб местный житель 14 лет.

По данным ведомства, конфликт удалось остановить только благодаря прибывшему патрулю российской военной полиции.

Агентство SANA, на которое ссылается Reuters, ранее сообщало об одном погибшем мирном жителе.""",
    ),
    "tagesblick": (
        "de",
        "Tagesblick",
        "2020-02-13",
        "https://tagesblick.example/ausland/syrien-patrouille",
        "Schüsse auf US-Patrouille: Koalition bestreitet Luftangriff",
        """Schüsse auf US-Patrouille: Koalition bestreitet Luftangriff

Die von den USA geführte Koalition hat Berichte über Luftangriffe bei Kamischli zurückgewiesen, meldet Reuters.

Bei dem Schusswechsel soll mindestens ein Zivilist getötet worden sein, berichtete die Staatsagentur SANA.

Nach Angaben der Syrischen Beobachtungsstelle für Menschenrechte starb ein Kämpfer einer regierungstreuen Miliz.""",
    ),
    "frontier": (
        "en",
        "Frontier Daily",
        "2020-02-13",
        "https://frontierdaily.example/a/771",
        "Coalition now says attacker was killed",
        """Coalition now says attacker was killed

The US-led coalition said on Thursday that one of the gunmen who fired at its patrol had died, correcting its \
first account, in which one fighter was wounded.

Its spokesman did not comment on Syrian state media accounts of a dead villager.

The vehicles were damaged: two armoured trucks had punctured tyres.""",
    ),
    "polissia": (
        "uk",
        "Новини Полісся",
        "2020-02-12",
        "https://polissia.example/n/33812",
        "Патруль США вступив у бій під Камішлі",
        """Патруль США вступив у бій під Камішлі

Літаки США завдали принаймні одного удару по околицях села Харбет-Амо, що на схід від Камішлі.

Про це з посиланням на сирійські та турецькі медіа повідомляє агентство Reuters.

Державне агентство SANA твердить, що загинув нібито один цивільний, а ще один зазнав поранень.

Турецьке агентство Anadolu пише вже про два авіаудари.""",
    ),
    "minbar": (
        "ar",
        "منبر الفرات",
        None,
        "https://minbar.example/?p=8841",
        "المرصد: قتيل من المسلحين الموالين شرق القامشلي",
        """المرصد: قتيل من المسلحين الموالين شرق القامشلي

قال المرصد السوري لحقوق الإنسان إن مسلحاً موالياً للنظام قُتل في خربة عمو خلال اشتباك مع دورية أمريكية.

ونفى شهود من القرية سقوط أي قتيل من المدنيين.""",
    ),
    "yug": (
        "ru",
        "Вестник Юга",
        "2020-02-13",
        None,
        None,
        """В районе Камышлы погибли по меньшей мере два человека, ещё несколько ранены.

По неподтверждённым сообщениям, удар нанесла американская авиация, однако официального подтверждения этому нет.

Ранее, 7 февраля 2018 года, под Хашамом погибли около ста бойцов.""",
    ),
}
