import type { Intent } from './types.ts';

export const baggage: readonly Intent[] = [
  {
    name: 'baggage_allowance',
    share: 10,
    language: 'en',
    steps: [
      {
        user: [
          'How many bags can I take on {flight}?',
          'What are the size limits for hand luggage from {from} to {to}?',
          'Can I bring a guitar into the cabin?',
          'How much is a second suitcase of 23 kg? Booking {code}.',
        ],
        tools: ['lookup_policy'],
        reply: [
          'Your fare includes one cabin bag of up to 8 kg, a small personal item, and one checked bag of up to 23 kg. A further bag costs {fee} € if you add it online before check-in.',
          'Hand luggage may measure up to 55 × 40 × 23 cm and weigh up to 8 kg, plus a small bag that fits under the seat in front of you. The same holds for all flights from {from} to {to}.',
          'A small instrument up to 115 cm may come into the cabin instead of your cabin bag. A larger one needs a seat of its own or travels in the hold in a hard case.',
          'A second suitcase of 23 kg is {fee} € online and {amount} € at the airport, so it pays to add it now. Shall I do that for you?',
        ],
      },
    ],
    misses: [
      { tag: 'outdated_policy', reply: 'Hand luggage may weigh up to 10 kg and a second suitcase is included in every fare to {to}.' },
      { tag: 'wrong_information', reply: 'All checked bags are free up to 32 kg on European flights.' },
      { tag: 'ignored_question', reply: 'Thank you for flying with Meridian Air. You can check in online from 24 hours before departure.' },
    ],
  },
  {
    name: 'lost_baggage',
    share: 9,
    language: 'en',
    steps: [
      {
        user: [
          'My suitcase didn’t arrive in {to}. I waited an hour at the belt. Flight was {flight}.',
          'You lost my luggage on {flight} and nobody at the desk could help me!',
          'Baggage missing after {flight}, tag number ending in {card}. What do I do now?',
        ],
        tools: ['track_baggage'],
        reply: [
          'I’m very sorry about that, {name}. I’ve traced the tag: your suitcase was left behind in {via} and is booked on the next flight to {to}. Where should we deliver it?',
          'That is a bad way to start a trip, and I apologise. Your bag was last scanned in {via} this morning. I’ll open a report so that it is delivered to you. What is the address?',
        ],
      },
      {
        user: [
          'To my hotel, the Harbour Inn in {to}.',
          'To my home address, it should be in my profile. Can I buy clothes in the meantime?',
          'Hotel Miramar, reception. And who pays for what I need until then?',
        ],
        tools: ['file_baggage_report'],
        reply: [
          'The report is filed under {caseId}. The courier should be there tomorrow before noon. Please keep your receipts: we refund necessary things such as clothes and toiletries up to {amount} €.',
          'Thank you. Your report is {caseId}, and the suitcase will be delivered within 24 hours. You may spend up to {amount} € on what you need until then; send us the receipts with the form in your e-mail.',
        ],
      },
    ],
    misses: [
      { tag: 'unfriendly_tone', reply: 'Delayed baggage happens. You will be contacted when it is found.' },
      {
        tag: 'outdated_policy',
        reply: 'Expenses are only refunded after 21 days, once the suitcase counts as lost. Until then we cannot take over any costs.',
      },
      { tag: 'incomplete', reply: 'I’ve opened the report {caseId}. Please call the baggage desk for everything else.' },
    ],
  },
  {
    name: 'gepaeck_frage',
    share: 4,
    language: 'de',
    steps: [
      {
        user: [
          'Wie viel Handgepäck darf ich auf dem Flug {flight} mitnehmen?',
          'Kann ich einen Kinderwagen kostenlos aufgeben? Buchung {code}.',
          'Ich möchte einen zweiten Koffer dazubuchen, Buchungsnummer {code}.',
        ],
        tools: ['lookup_policy'],
        reply: [
          'In Ihrem Tarif sind ein Handgepäckstück bis 8 kg und ein kleiner persönlicher Gegenstand enthalten.',
          'Ein Kinderwagen reist kostenlos mit, zusätzlich zu Ihrem Freigepäck. Sie können ihn bis zum Flugzeug benutzen.',
          'Einen zweiten Koffer bis 23 kg können Sie online für {fee} € dazubuchen. Ich habe ihn in der Buchung {code} vorgemerkt; bezahlt wird beim Einchecken.',
        ],
      },
    ],
    misses: [
      { tag: 'outdated_policy', reply: 'Handgepäck ist bis 10 kg erlaubt, ein zweiter Koffer ist in allen Tarifen enthalten.' },
      { tag: 'ignored_question', reply: 'Gerne helfe ich Ihnen weiter. Bitte nennen Sie mir Ihr Anliegen.' },
    ],
  },
];
