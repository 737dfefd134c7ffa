import type { Intent } from './types.ts';

export const account: readonly Intent[] = [
  {
    name: 'double_charge',
    share: 8,
    language: 'en',
    steps: [
      {
        user: [
          'I was charged twice for booking {code}, {amount} € each time.',
          'My card ending in {card} shows two payments for the same flight.',
          'The payment page froze and now there are two charges on my account. Booking {code}.',
        ],
        tools: ['get_payment'],
        reply: [
          'I can see two authorisations of {amount} € on the card ending in {card}, but only one was collected. The other one expires by itself in three days. Would you like a confirmation in writing?',
          'You’re right, {name}: the payment of {amount} € went through twice. I can refund the second one right away. Is the card ending in {card} still valid?',
        ],
      },
      {
        user: ['Yes, please refund it.', 'Yes, the card is valid.', 'Please do, and send me a confirmation.'],
        tools: ['refund'],
        reply: [
          'The second payment of {amount} € has been refunded; it will be on your statement in three to five working days. Your reference is {caseId}.',
          'Done. {amount} € are on their way back to the card ending in {card}. I’ve sent the confirmation {caseId} to your e-mail address.',
        ],
      },
    ],
    misses: [
      { tag: 'wrong_information', reply: 'I can see only one payment, so there is nothing to refund. Please ask your bank.' },
      {
        tag: 'outdated_policy',
        reply: 'Refunds of double payments have to be requested by post, with a copy of the statement. It takes up to eight weeks.',
      },
    ],
  },
  {
    name: 'invoice',
    share: 6,
    language: 'en',
    steps: [
      {
        user: [
          'I need an invoice with VAT for {code}, made out to my company.',
          'Can you send me the receipt for the flight to {to}? My employer needs it.',
          'The invoice for {code} has the wrong company address.',
        ],
        tools: ['get_reservation', 'send_document'],
        reply: [
          'I’ve sent the invoice for {code} over {amount} €, VAT shown separately, to the address in your profile. You’ll also find it under “My trips”.',
          'The receipt for your flight to {to} over {amount} € is in your inbox. Taxes and charges are listed one by one, as employers ask for it.',
          'The corrected invoice is on its way. It carries the number {caseId}; the old one has been cancelled.',
        ],
      },
    ],
    misses: [
      { tag: 'incomplete', reply: 'You can find all invoices in the customer portal.' },
      { tag: 'ignored_question', reply: 'Your payment for {code} was received. We look forward to welcoming you on board.' },
    ],
  },
  {
    name: 'missing_miles',
    share: 7,
    language: 'en',
    steps: [
      {
        user: [
          'The miles for my flight {flight} on {date} are missing from my account.',
          'I flew to {to} last month and never got my points.',
          'Why didn’t my partner flight count towards gold status?',
        ],
        tools: ['get_loyalty_account'],
        reply: [
          'I’ve found the flight, but it was booked without your member number. I can add the {miles} miles now. Is the number ending in {card} yours?',
          'Your account shows no points for that trip to {to}. They can be credited for twelve months: {miles} miles in all. Shall I do that?',
          'Partner flights count once the ticket number is on your account, and it is missing here. I can add the flight now, with {miles} miles. Shall I?',
        ],
      },
      {
        user: ['Yes, that’s my number.', 'Yes please. Does it count for my status too?', 'Great, please add them.'],
        tools: ['credit_miles'],
        reply: [
          '{miles} miles are in your account now, and they count towards your status as well. You need two more flights for gold.',
          'Done: {miles} miles have been credited. Your new balance appears within an hour.',
        ],
      },
    ],
    misses: [
      { tag: 'outdated_policy', reply: 'Miles can only be claimed within 30 days of the flight. I’m afraid they have expired.' },
      { tag: 'wrong_information', reply: 'Partner flights never earn miles. Only flights with our own number count.' },
    ],
  },
  {
    name: 'sign_in_trouble',
    share: 5,
    language: 'en',
    steps: [
      {
        user: [
          'I can’t log in, the app says my password is wrong but I just changed it.',
          'I never get the code by text message. I can’t sign in to check in!',
          'My account is locked and my flight leaves tomorrow.',
        ],
        tools: ['get_customer'],
        reply: [
          'Your account was locked after five attempts. I’ve sent a link to your e-mail address that unlocks it; it is valid for 30 minutes. Did it arrive?',
          'The number in your profile ends in {card}. If that is an old one, I can send the code by e-mail instead. Shall I?',
          'Your account is locked because of a sign-in from a new device. I’ve just sent a link that unlocks it. Did it arrive?',
        ],
      },
      {
        user: ['Yes, it’s here. Let me try.', 'By e-mail, please.', 'It arrived, thanks.'],
        tools: ['send_document'],
        reply: [
          'Good. Please choose a new password there. You can check in without an account too, with the booking code {code} and your last name.',
          'I’ve sent the code to your e-mail address. You can change the phone number afterwards under “Profile”, “Security”.',
        ],
      },
    ],
    misses: [
      { tag: 'incomplete', reply: 'Please use “Forgot password” on the sign-in page.' },
      { tag: 'unfriendly_tone', reply: 'The password you typed is wrong. Type the right one.' },
    ],
  },
  {
    name: 'travel_with_pet',
    share: 5,
    language: 'en',
    steps: [
      {
        user: [
          'Can I take my dog in the cabin from {from} to {to}? She weighs 6 kg.',
          'What papers does a cat need to fly to {to}?',
          'I’d like to add a pet to booking {code}.',
        ],
        tools: ['lookup_policy'],
        reply: [
          'A dog of up to 8 kg, bag included, may travel in the cabin for {fee} €. She needs a soft bag of at most 55 × 40 × 23 cm, and a pet passport with a valid rabies vaccination. Is the booking {code}?',
          'For {to} a cat needs a microchip, an EU pet passport and a rabies vaccination that is at least 21 days old. In the cabin it costs {fee} € each way. Shall I add it?',
          'Gladly. A pet of up to 8 kg, bag included, travels in the cabin for {fee} €; a heavier one in the hold. Is it for the cabin?',
        ],
      },
      {
        user: ['Yes, please add her.', 'Yes. Is there still room on {flight}?', 'OK, please book it.'],
        tools: ['get_reservation', 'update_passenger'],
        reply: [
          'There is room: at most four animals may travel in the cabin, and you are the second. I’ve added it to {code}; {fee} € are charged to the card ending in {card}.',
          'Your pet is on the booking now. Please be at the desk 30 minutes earlier than usual, so that we can check the papers.',
        ],
      },
    ],
    misses: [
      { tag: 'outdated_policy', reply: 'Animals travel in the hold only. A transport box is required, and it costs 150 €.' },
      { tag: 'wrong_information', reply: 'Pets are free of charge, and no papers are needed within Europe.' },
    ],
  },
  {
    name: 'reembolso',
    share: 4,
    language: 'es',
    steps: [
      {
        user: [
          'Quiero cancelar mi vuelo {flight} del {date} y recibir el reembolso.',
          '¿Cuándo llega el reembolso de la reserva {code}?',
          'Mi vuelo a {to} fue cancelado. ¿Qué opciones tengo?',
        ],
        tools: ['get_reservation', 'refund'],
        reply: [
          'He cancelado la reserva {code}. El reembolso de {amount} € llegará a la tarjeta terminada en {card} en un plazo de cinco a siete días laborables.',
          'El reembolso de {amount} € ya está en camino, con la referencia {caseId}. Su banco suele tardar entre cinco y siete días laborables.',
          'Puede volar a {to} al día siguiente sin coste o recibir {amount} €. He reservado una plaza en el vuelo {newFlight}; si prefiere el reembolso, dígamelo.',
        ],
      },
    ],
    misses: [
      { tag: 'outdated_policy', reply: 'Esta tarifa no admite reembolso pasadas 24 horas desde la compra. Solo puedo ofrecerle un bono.' },
      { tag: 'incomplete', reply: 'Por favor, rellene el formulario de reembolso en nuestra página.' },
    ],
  },
];
