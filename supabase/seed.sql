-- The sample shop: a coworking place in Lyon that also sells what the workshop next door makes, and an association in Sydney
-- that sells events through it. Loaded only into an empty database, and never on a hosted project unless somebody runs it
-- there by hand.
insert into public.spaces
  (id, name, description, type, capacity, price_per_hour, price_per_half_day, price_per_day, price_per_month, image_url, is_active)
values
  ('5a1e0000-0000-4000-8000-000000000001', 'Le Comptoir',
   'Poste nomade face à la Saône, café compris. / A hot desk facing the Saône, coffee included.',
   'desk', 1, 4.50, 14.00, 24.00, 220.00, 'http://localhost:3000/sample/comptoir.svg', true),
  ('5a1e0000-0000-4000-8000-000000000002', 'Atelier Croix-Rousse',
   'Grande table sous verrière pour équipes de passage. / A long table under a glass roof for visiting teams.',
   'coworking_space', 12, 25.00, 80.00, 140.00, null, 'http://localhost:3000/sample/atelier.svg', true),
  ('5a1e0000-0000-4000-8000-000000000003', 'Salle Bellecour',
   'Salle de réunion, écran, visioconférence. / Meeting room with a screen and video conferencing.',
   'meeting_room', 8, 30.00, 95.00, 170.00, null, 'http://localhost:3000/sample/bellecour.svg', true),
  ('5a1e0000-0000-4000-8000-000000000004', 'Bureau Confluence',
   'Bureau fermé pour quatre, à l’année ou au mois. / A private office for four, by the month.',
   'office', 4, null, null, 90.00, 1150.00, 'http://localhost:3000/sample/confluence.svg', true),
  ('5a1e0000-0000-4000-8000-000000000005', 'Salon Fourvière',
   'Petit salon calme pour entretiens. / A small quiet room for interviews.',
   'meeting_room', 3, 12.00, 38.00, null, null, 'http://localhost:3000/sample/fourviere.svg', true),
  ('5a1e0000-0000-4000-8000-000000000006', 'Halle des Traboules',
   'Halle voûtée pour soirées et expositions, en travaux jusqu’au printemps. / A vaulted hall for evenings and shows, being restored until spring.',
   'event_room', 80, null, 420.00, 760.00, null, 'http://localhost:3000/sample/traboules.svg', false);

-- Furniture and light, most of it made once.
insert into public.products (id, slug, name, description, image_url, price, stock)
values
  ('5a1e0000-0000-4000-8000-000000000401', 'fauteuil-saone', 'Fauteuil Saône',
   'Fauteuil à haut dossier, hêtre massif et laine bouclée terre cuite. Tapissé à la main, pièce unique. / High-backed armchair in solid beech and terracotta bouclé wool. Upholstered by hand, the only one of its kind.',
   'http://localhost:3000/sample/fauteuil-saone.svg', 690.00, 1),
  ('5a1e0000-0000-4000-8000-000000000402', 'bureau-soierie', 'Bureau Soierie',
   'Bureau de noyer à trois tiroirs, plateau d’une seule planche, sorti d’un ancien atelier de canuts. / A walnut desk with three drawers and a one-plank top, from a former silk weavers’ workshop.',
   'http://localhost:3000/sample/bureau-soierie.svg', 1450.00, 1),
  ('5a1e0000-0000-4000-8000-000000000403', 'etagere-traboule', 'Étagère Traboule',
   'Bibliothèque cintrée comme un passage de la Croix-Rousse, chêne et frêne teinté. / A bookcase arched like a passage of the Croix-Rousse, in oak and stained ash.',
   'http://localhost:3000/sample/etagere-traboule.svg', 780.00, 1),
  ('5a1e0000-0000-4000-8000-000000000404', 'table-galet', 'Table basse Galet',
   'Table basse en orme, aux bords doux comme un galet du Rhône. / A low elm table, its edges as soft as a pebble from the Rhône.',
   'http://localhost:3000/sample/table-galet.svg', 520.00, 1),
  ('5a1e0000-0000-4000-8000-000000000405', 'banc-des-pentes', 'Banc des Pentes',
   'Banc de châtaignier, piètement d’acier plié, coussin de toile verte compris. / A chestnut bench on folded steel legs, green canvas cushion included.',
   'http://localhost:3000/sample/banc-des-pentes.svg', 360.00, 1),
  ('5a1e0000-0000-4000-8000-000000000406', 'tabouret-trois-pieds', 'Tabouret Trois Pieds',
   'Tabouret tourné en frêne, chevilles apparentes, petite série. / A turned ash stool with visible pegs, from a small series.',
   'http://localhost:3000/sample/tabouret-trois-pieds.svg', 95.00, 6),
  ('5a1e0000-0000-4000-8000-000000000407', 'lampadaire-arc', 'Lampadaire Arc',
   'Grand lampadaire courbé, abat-jour de laiton brossé, socle de fonte. / A tall curved floor lamp with a brushed brass shade on a cast-iron foot.',
   'http://localhost:3000/sample/lampadaire-arc.svg', 430.00, 1),
  ('5a1e0000-0000-4000-8000-000000000408', 'suspension-canut', 'Suspension Canut',
   'Suspension tendue de soie tissée à Lyon sur un métier Jacquard. / A pendant covered in silk woven in Lyon on a Jacquard loom.',
   'http://localhost:3000/sample/suspension-canut.svg', 240.00, 1),
  ('5a1e0000-0000-4000-8000-000000000409', 'lampe-verriere', 'Lampe Verrière',
   'Lampe de table, verre teinté serti de plomb et pied de laiton. / A table lamp of stained, leaded glass on a brass stand.',
   'http://localhost:3000/sample/lampe-verriere.svg', 185.00, 1),
  ('5a1e0000-0000-4000-8000-000000000410', 'miroir-rhone', 'Miroir Rhône',
   'Miroir rond de 70 cm, cadre doré à la feuille. / A round mirror, 70 cm across, in a frame gilded by hand.',
   'http://localhost:3000/sample/miroir-rhone.svg', 165.00, 1),
  ('5a1e0000-0000-4000-8000-000000000411', 'vase-argile', 'Vase Argile',
   'Vase de grès rouge du Beaujolais, trois filets d’engobe blanc. / A vase of red Beaujolais stoneware with three lines of white slip.',
   'http://localhost:3000/sample/vase-argile.svg', 72.00, 3),
  ('5a1e0000-0000-4000-8000-000000000412', 'bougeoir-presquile', 'Bougeoir Presqu’île',
   'Trois bougies de hauteurs inégales sur un plateau de laiton coulé. / Three candles of different heights on a cast brass tray.',
   'http://localhost:3000/sample/bougeoir-presquile.svg', 38.00, 24);

-- An association in Sydney that sells on a Stripe account of its own, which the local stack makes ready at its emulator.
insert into public.organisations (organisation_id, name, default_currency, stripe_onbehalfof)
values ('5a1e0000-0000-4000-8000-000000000101', 'Harbour Lights Association', 'aud', 'acct_harbourlights');

insert into public.events
  (event_id, organisation_id, parent_event_id, title, slug, description, type, event_start, event_end, time_zone, image_url,
   capacity, is_published)
values
  ('5a1e0000-0000-4000-8000-000000000201', '5a1e0000-0000-4000-8000-000000000101', null,
   'Harbour Lights Festival', 'harbour-lights-festival',
   'Three evenings of lanterns on the water, music on the quay and food from all around the harbour. Come early: the lanterns are lit at nightfall, and every evening ends with a procession of boats below the bridge.',
   'general', '2027-03-05T18:00:00+11:00', '2027-03-07T23:00:00+11:00', 'Australia/Sydney',
   'http://localhost:3000/sample/lights.svg', 900, true),
  ('5a1e0000-0000-4000-8000-000000000202', '5a1e0000-0000-4000-8000-000000000101',
   '5a1e0000-0000-4000-8000-000000000201',
   'Long Table Supper', 'long-table-supper',
   'One table, ninety-six seats, five courses. On the last evening of the festival, on the quay.',
   'dinner', '2027-03-07T19:00:00+11:00', '2027-03-07T22:30:00+11:00', 'Australia/Sydney',
   'http://localhost:3000/sample/supper.svg', 96, true);

insert into public.event_tickets
  (id, event_id, name, description, price, currency, total_capacity, eligibility_criteria, position)
values
  ('5a1e0000-0000-4000-8000-000000000301', '5a1e0000-0000-4000-8000-000000000201',
   'Three evenings', 'Entry on all three evenings.', 89.00, 'aud', 400, null, 0),
  ('5a1e0000-0000-4000-8000-000000000302', '5a1e0000-0000-4000-8000-000000000201',
   'One evening', 'Entry on one evening of your choice.', 39.00, 'aud', null, null, 1),
  ('5a1e0000-0000-4000-8000-000000000303', '5a1e0000-0000-4000-8000-000000000201',
   'Child', 'Under twelve, with an adult.', 0, 'aud', 300, '{"description": "Under twelve, together with an adult."}', 2),
  ('5a1e0000-0000-4000-8000-000000000304', '5a1e0000-0000-4000-8000-000000000202',
   'Seat at the table', 'Five courses, wine and water included.', 145.00, 'aud', 80, null, 0),
  ('5a1e0000-0000-4000-8000-000000000305', '5a1e0000-0000-4000-8000-000000000202',
   'Seat for members', 'Five courses, wine and water included.', 120.00, 'aud', 16,
   '{"description": "Members of the association; bring your card."}', 1);
