import type { Intent } from './types.ts';

export const bookings: readonly Intent[] = [
  {
    name: 'change_flight',
    share: 16,
    language: 'en',
    steps: [
      {
        user: [
          'I need to move my flight from {from} to {to} to a later date. The booking code is {code}.',
          'Can I change my trip {code}? Something came up at work and I can’t fly on {date}.',
          'My meeting in {to} was moved. I’d like to fly on {newDate} instead of {date}, booking {code}.',
          'Please rebook {code} for me, {date} no longer works.',
        ],
        tools: ['get_reservation'],
        reply: [
          'I’ve found your booking {code}: {flight} from {from} to {to} on {date}, economy flex. Changes are free of charge on this fare; you only pay a difference in price. Which day would suit you?',
          'Thank you, {name}. Booking {code} is for {flight}, {from} to {to}, on {date}. Your fare allows changes without a fee. When would you like to travel?',
          'Got it. You are booked on {flight} on {date}. I can look for other flights from {from} to {to} right away. Do you have a day in mind?',
        ],
      },
      {
        user: [
          '{newDate} would be perfect, morning if possible.',
          'Any time on {newDate}, but please no overnight stop.',
          'What do you have on {newDate}?',
          '{newDate}, and I’d like to keep an aisle seat.',
        ],
        tools: ['search_flights'],
        reply: [
          'On {newDate} there are three nonstop flights: 07:15, 11:40 and 18:05. The one at 11:40 ({newFlight}) costs {fee} € more than your ticket, the others {amount} €. Shall I book one of them?',
          'I can offer {newFlight} on {newDate} at 11:40, arriving the same day, for a difference of {fee} €. An aisle seat is free in row 14. Would you like me to change the booking?',
          '{newFlight} on {newDate} has seats left. The difference in price is {fee} €. Shall I go ahead?',
        ],
      },
      {
        user: [
          'Yes, please take the one at 11:40.',
          'Go ahead with {newFlight}.',
          'OK, book it and charge the same card.',
          'That works for me, please change it.',
        ],
        tools: ['book_flight'],
        reply: [
          'Done. You are now on {newFlight} from {from} to {to} on {newDate}. {fee} € were charged to the card ending in {card}, and the new confirmation is on its way to your e-mail address.',
          'Your booking {code} has been changed to {newFlight} on {newDate}. I’ve charged {fee} € to your card ending in {card}. You’ll find the new itinerary in your inbox.',
        ],
      },
    ],
    misses: [
      {
        tag: 'outdated_policy',
        reply:
          'A change of this fare costs a fee of 85 € plus the difference in price, and it can only be made up to seven days before departure. Please confirm that you accept the fee.',
      },
      { tag: 'incomplete', reply: 'I’ve put a request for the change in the queue. Somebody will get back to you.' },
      { tag: 'wrong_information', reply: 'I’ve booked {newFlight} on {date} for you, as you asked. The new confirmation has been sent.' },
    ],
  },
  {
    name: 'cancel_booking',
    share: 14,
    language: 'en',
    steps: [
      {
        user: [
          'I have to cancel my trip to {to}, reservation {code}. Do I get my money back?',
          'Please cancel {code}. My daughter fell ill and we can’t travel on {date}.',
          'How do I cancel a booking? The code is {code}.',
          'I want to cancel flight {flight} on {date} and get a refund.',
        ],
        tools: ['get_reservation', 'lookup_policy'],
        reply: [
          'I’m sorry to hear that your plans changed. Booking {code} ({from} to {to}, {date}) is on an economy flex fare and can be cancelled: you’d get {amount} € back to the original payment method, or {voucher} € as a voucher. Which would you prefer?',
          'I’ve looked at booking {code}. As it is an economy flex fare, cancelling before departure gives you {amount} € back to your card. Shall I cancel it?',
          'Your fare can be refunded less a service charge of {fee} €, so {amount} € would go back to the card ending in {card}. Would you like me to cancel the whole booking?',
        ],
      },
      {
        user: [
          'Back to my card, please.',
          'Yes, cancel it and refund the card.',
          'The refund please, no voucher.',
          'Yes please. How long will it take?',
        ],
        tools: ['refund'],
        reply: [
          'Booking {code} is cancelled. {amount} € will be back on the card ending in {card} within five to seven working days. The reference of your refund is {caseId}.',
          'I’ve cancelled {code} and started the refund of {amount} €. Banks usually take five to seven working days. Your reference is {caseId}; I’ve sent it by e-mail as well.',
        ],
      },
    ],
    misses: [
      {
        tag: 'outdated_policy',
        reply:
          'Under our cancellation rules this booking is not refundable later than 24 hours after purchase. I can only offer a travel credit that is valid for 90 days.',
      },
      { tag: 'ignored_question', reply: 'Booking {code} is cancelled. Is there anything else I can help you with?' },
      { tag: 'wrong_information', reply: 'The refund of {voucher} € is already on your account and should be visible today.' },
    ],
  },
  {
    name: 'flight_status',
    share: 13,
    language: 'en',
    steps: [
      {
        user: [
          'Is flight {flight} on time today?',
          'The app says {flight} is delayed but doesn’t say how long. What’s going on?',
          'I’m at the airport in {from} and there’s no gate for {flight} yet.',
          'Will I make my connection in {via} if {flight} leaves late?',
        ],
        tools: ['get_flight_status'],
        reply: [
          '{flight} is on time: departure 14:35, gate C{seatRow}. Boarding closes 15 minutes before departure.',
          '{flight} is delayed by about 40 minutes because the crew arrives late from {via}. The new departure time is 15:15; I’ll gladly keep an eye on it for you.',
          '{flight} from {from} to {to} leaves from gate B{seatRow}, about 25 minutes late because the aircraft arrived late from {via}. Boarding starts at 14:10.',
          'The delay of {flight} is 20 minutes at the moment. Your transfer time in {via} is 75 minutes, so you’ll still make the connection, and your bags are checked through.',
        ],
      },
    ],
    misses: [
      {
        tag: 'incomplete',
        reply: 'Flights can be late for many reasons. Please look at the screens at the airport for the latest information.',
      },
      { tag: 'wrong_information', reply: '{flight} has landed in {to} on time. I hope you had a pleasant flight.' },
      {
        tag: 'outdated_policy',
        reply:
          'A connection is only protected when there are 90 minutes or more between two flights, so you would have to buy a new ticket.',
      },
    ],
  },
  {
    name: 'seat_selection',
    share: 8,
    language: 'en',
    steps: [
      {
        user: [
          'Can we sit together? We are two on booking {code} and the seats are rows apart.',
          'I’d like a window seat on {flight}, booking {code}.',
          'How much is an exit row seat from {from} to {to}? My code is {code}.',
        ],
        tools: ['get_reservation'],
        reply: [
          'On {flight} I can see that seats {seatRow}A and {seatRow}B are free, next to each other. They cost {fee} € each, or nothing if you hold a silver card. Shall I take them?',
          'Seat {seatRow}A is a free window seat on {flight}. It costs {fee} €, or nothing with a silver card. Would you like it?',
          'An exit row seat has more room for your legs and costs {fee} €. On {flight} row {seatRow} is still free. Shall I reserve a seat there?',
        ],
      },
      {
        user: ['Yes, take row {seatRow} please.', 'The free ones are fine.', 'OK, I’ll pay for those.'],
        tools: ['assign_seat'],
        reply: [
          'All set: row {seatRow} on {flight} is yours. The boarding passes in the app show the new seats.',
          'I’ve assigned the seats in row {seatRow}. You may have to refresh your boarding pass to see them.',
        ],
      },
    ],
    misses: [
      { tag: 'outdated_policy', reply: 'Seats can only be chosen at check-in, 24 hours before departure. Please come back then.' },
      { tag: 'unfriendly_tone', reply: 'You could have chosen seats when you booked. There is nothing I can do about it now.' },
    ],
  },
  {
    name: 'name_correction',
    share: 6,
    language: 'en',
    steps: [
      {
        user: [
          'There’s a typo in my last name on ticket {code}. The passport says {name}.',
          'I booked with my maiden name by mistake, can you fix the name on {code}?',
          'My middle name is missing on the ticket {code}, will that be a problem at the border?',
        ],
        tools: ['get_reservation', 'lookup_policy'],
        reply: [
          'I can correct up to three letters free of charge. Could you send me the name exactly as it stands in the machine-readable line of your passport?',
          'A change from a maiden name is free of charge once per booking. How is your name spelled in your passport?',
          'A missing middle name is no problem for travel within Europe. For other destinations I’d better add it. How is it spelled in your passport?',
        ],
      },
      {
        user: ['{name}, in capitals, without the accent.', 'It’s spelled {name}.', 'Exactly: {name}. Thank you for checking.'],
        tools: ['update_passenger'],
        reply: [
          'The ticket now says {name}. The booking code stays {code}, and there is no charge for the correction.',
          'Corrected. Please download the new ticket from the link in your e-mail; the old one is no longer valid.',
        ],
      },
    ],
    misses: [
      {
        tag: 'outdated_policy',
        reply: 'Names on a ticket cannot be changed. Please cancel the booking and buy a new ticket under the right name.',
      },
      { tag: 'incomplete', reply: 'Please upload a copy of your passport in the customer portal, section documents.' },
    ],
  },
];
