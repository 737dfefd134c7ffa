import { account } from './account.ts';
import { baggage } from './baggage.ts';
import { bookings } from './bookings.ts';
import type { Intent } from './types.ts';

export const intents: readonly Intent[] = [...bookings, ...baggage, ...account];

type Language = Intent['language'];

/** How customers begin; often with nothing. */
export const greetings: Readonly<Record<Language, readonly string[]>> = {
  en: ['', '', '', 'Hi! ', 'Hello, ', 'Good morning. '],
  de: ['', 'Guten Tag, ', 'Hallo! '],
  es: ['', 'Hola, ', 'Buenos días. '],
};

export const thanks: Readonly<Record<Language, readonly string[]>> = {
  en: ['Thank you, that was quick.', 'Great, thanks for your help!', 'Perfect, thank you.', 'Thanks, that’s all I needed.'],
  de: ['Vielen Dank, das hilft mir weiter.', 'Super, danke!'],
  es: ['Muchas gracias por la ayuda.', 'Perfecto, gracias.'],
};

export const complaints: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'That is not what I asked for.',
    'Your website says something else. Are you sure?',
    'This doesn’t help me at all. I want to talk to a person.',
    'I’ve explained this twice already.',
  ],
  de: ['Das war nicht meine Frage.', 'Auf Ihrer Webseite steht etwas anderes.'],
  es: ['Eso no es lo que pregunté.', 'En su página dice otra cosa.'],
};

export const farewells: Readonly<Record<Language, readonly string[]>> = {
  en: ['You’re welcome, {name}. Have a good trip!', 'My pleasure. Safe travels to {to}.', 'Glad I could help. Is there anything else?'],
  de: ['Sehr gerne. Ich wünsche Ihnen eine gute Reise!'],
  es: ['Con mucho gusto. ¡Buen viaje!'],
};

export const apologies: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'I’m sorry about that. I’m handing you over to a colleague, who will see this conversation. It takes about ten minutes.',
    'I apologise for the confusion. I’ve passed your request on under {caseId}; a colleague will write to you today.',
  ],
  de: ['Das tut mir leid. Ich gebe Ihr Anliegen an eine Kollegin weiter, Vorgang {caseId}.'],
  es: ['Lo siento mucho. Paso su consulta a un compañero con la referencia {caseId}.'],
};

/** The reply after a tool failed. */
export const toolExcuses: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'I’m afraid our reservation system isn’t answering at the moment. Please try again in a little while.',
    'I couldn’t reach the system that holds your booking. I’ve noted your request under {caseId}.',
  ],
  de: ['Unser Buchungssystem antwortet gerade nicht. Bitte versuchen Sie es später noch einmal.'],
  es: ['Nuestro sistema de reservas no responde en este momento. Inténtelo más tarde, por favor.'],
};

/** What the variant “confirm” of the experiment says first. */
export const confirmations: Readonly<Record<Language, string>> = {
  en: 'Just to be sure that I look at the right trip: {from} to {to} on {date}, booking {code}. ',
  de: 'Zur Sicherheit: Es geht um die Reise von {from} nach {to} am {date}, Buchung {code}. ',
  es: 'Para confirmar: el viaje de {from} a {to} del {date}, reserva {code}. ',
};

/** What customers write beside the stars; `low` for one or two of them, `high` for four or five. */
export const ratingComments = {
  low: ['Did not solve my problem.', 'Slow, and the answer was wrong.', 'I had to call the hotline anyway.', 'The rule it told me is not the one on your website.'],
  high: ['Quick and friendly.', 'Solved in two minutes, thank you.', 'Better than waiting on the phone.', 'Clear answer, exactly what I needed.'],
} as const;
