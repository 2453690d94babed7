// Words and lists of our own that the lexicons need beside those of packages: see build-lexicons.mjs.

export const LOCALES = [
  "en",
  "en_GB",
  "en_US",
  "en_IN",
  "en_NG",
  "en_ZA",
  "de",
  "de_AT",
  "de_CH",
  "es",
  "es_MX",
  "fr",
  "fr_BE",
  "fr_CH",
  "pt_BR",
  "pt_PT",
  "it",
  "nl",
  "sv",
  "da",
  "nb_NO",
  "fi",
  "pl",
  "cs_CZ",
  "hu",
  "ro",
  "tr",
  "hr",
  "sk",
  "id_ID",
  "vi",
  "fr_SN",
  "yo_NG",
  "zu_ZA",
];

// SUBTLEX has some words only with a capital, as they begin sentences.
export const CLOSED =
  "what how why who when where which whose whom english british american french german spanish italian chinese indian sunday monday tuesday wednesday thursday friday saturday january february april june july august september october november december apparently unfortunately basically hopefully luckily thankfully supposedly presumably additionally evidently firstly secondly fortunately preferably previously regrettably affirmative congrats cheerio mr mrs ms dr sir madam tv atm pin iban sms url ip id thank thanks god"
    .split(" ")
    .filter((word) => !["april", "june", "july", "august"].includes(word));

export const CONTRACTIONS =
  "dont cant wont isnt arent wasnt werent didnt doesnt havent hasnt hadnt couldnt wouldnt shouldnt im ive id ill youre youve youll youd hes shes its were weve well theyre theyve theyll thats whats wheres hows whos theres heres lets gonna wanna gotta ok okay pls plz thx thnx hii hiii hai helo hlo yea yeah yep nope yup hmm btw asap etc app apps email emails online website internet wifi login signup laptop smartphone cellphone voicemail username password passcode account app blog chatbot credit debit atm pin otp visa mastercard paypal bitcoin crypto topup okey okie okies okk oki dokie ohk byee byebye goodnight hiya heya yess yup yupp nopee thankyou thankyu thanku welcome appt appts mam maam sims itll itd thatll thatd thered therell wouldve couldve shouldve mightve theyd howd whod whatll wholl gotcha bluetooth logout helpline helpdesk signin postpaid payee chargeback remortgage copay claimant policyholder bic sortcode contactless esim imei puk firmware gmail hotmail icloud ios";

// Surnames that are words too, which lists of names leave out or hold for words.
export const WORD_SURNAMES =
  "abbott archer baker banks barber bean bell berry best bird bishop black bond books bridges brook brooks brown bush butcher butler carpenter carter case cash chambers chase church clay cook cooper cotton crane cross crow dale day dean diamond dove drake duke early fields finch fish fisher flood flowers ford forest fox frost gates glass gold golden grant graves gray green grey grove hall hammer hardy hart heath hill holiday hood hope house hunt hunter joy judge justice keys king kitchen knight lamb land lane light little long lord love major marsh marshall mason may meadows mercer merchant mills minor monk moody moon moss noble oaks page parish park parks pike plant pope porter post potter pound power powers price prince quick rain read reed rice rich rivers rock root rose rush rust sage salt sands savage sharp shepherd shields shore short silver singer skinner small snow spears spring steel stern still stone stout strong summer summers swift taylor temple towers turner vine walker wall walls ward waters weaver weeks wells wheeler white wild winter winters wise wolf wood woods worth wright young".split(
    " ",
  );

// Makers and chains that are called after people or sound so.
export const BRANDS =
  "adidas aldi argos asda aviva allianz bosch citibank comcast costco dyson easyjet electrolux emirates etihad expedia fedex fitbit geico garmin hsbc huawei ikea instagram lidl linkedin lloyds miele monzo motorola natwest nike panasonic philips primark puma reebok sainsburys spotify tesco tiktok tmobile usps verizon vodafone walmart whatsapp whirlpool xfinity xiaomi youtube zara airbnb trivago audi bmw chevrolet chrysler citroen dacia ferrari fiat ford honda hyundai jaguar kia lexus maruti mazda mercedes benz mitsubishi nissan opel peugeot porsche renault saab seat skoda subaru suzuki tata tesla toyota volkswagen volvo mahindra hilton hyatt marriott sheraton ritz samsung sony nokia siemens bosch dell lenovo yamaha casio delta ryanair lufthansa netflix skype zoom siri alexa cortana revolut klarna wells fargo chase barclays santander uber lyft starbucks mcdonalds wendys subway dominos caesar parmesan levis macys kohls nordstrom sephora rolex gucci prada timberland lululemon argos currys boohoo asos shein temu ebay etsy firefox yahoo hulu venmo zelle cashapp telstra optus airtel dhl evri".split(
    " ",
  );

// How people of the four other languages greet, thank and address: no names, whatever a list of names says.
export const COURTESIES =
  "guten gute guter tag morgen abend nacht hallo danke dank vielen bitte tschuss tschuess moin servus gruss grusse grussen herr frau fraulein hola gracias buenas buenos buen dias tardes noches adios senor senora senorita favor saludos bonjour bonsoir merci beaucoup bonne journee soiree salut monsieur madame mademoiselle cordialement ola obrigado obrigada bom boa dia tarde noite tchau senhor senhora logo cumprimentos".split(
    " ",
  );

// Words of every day and of this trade in German, Spanish, French and Portuguese that lists of stop words leave out and lists of names hold for names.
export const EVERYDAY =
  "formular rechnung rechnungen vertrag vertrage konto karte kunde kundin kunden kennwort passwort nummer adresse anschrift lieferung paket sendung zusteller techniker storung kundigung sperrung uberweisung lastschrift gutschrift rucksendung retoure erstattung bestellung versand gerne klar passt moment geht stimmt genau leider vielleicht ausfullen prufen schicken quiero necesito puedo puede pueden tengo tiene esta estan esto eso vale claro perfecto entendido espero ahora mismo llamada llamar pago pague factura facturas tarjeta cuenta pedido paquete envio reembolso clave contrasena domicilio formulario baja darme darse comparta indique rellene disculpe molestias motivo problema gestiono cambiar cancelar ayuda numero correo lento lenta veuillez souhaitez souhaite pourriez pouvez voudrais voulez patientez facture factures colis commande carte compte virement remboursement abonnement formulaire livraison numero adresse resilier remplir mille mercis entendu volontiers toujours rien suis avez etes sim esta estou estao quero preciso posso pode podem tenho tem conta cartao fatura encomenda pedido entrega morada contrato senha ajuda aguarde preencha partilhe combinado percebo desculpe desculpa mudanca lento lenta continua verificar bem aqui agora".split(
    " ",
  );

// First names that are everyday words, which lists of names leave out or hold for words.
export const WORD_FIRST_NAMES =
  "mercy blessing patience comfort gift charity favour favor wisdom innocent promise princess destiny peace godsend goodluck".split(
    " ",
  );

// Large cities as their own people write them.
export const ENDONYMS =
  "warszawa krakow lodz wroclaw poznan gdansk praha brno wien munchen koln nurnberg hannover roma milano torino napoli firenze venezia genova lisboa sevilla zaragoza bruxelles brussel antwerpen gent geneve zurich kobenhavn goteborg malmo bucuresti beograd athina moskva kyiv lviv".split(
    " ",
  );
