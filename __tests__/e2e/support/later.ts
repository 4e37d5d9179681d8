// Preloaded into the Action: it runs LATER_MS after the time that Azure has.
const ms = Number(process.env['LATER_MS'] ?? 0);
const now = Date.now.bind(Date);

Date.now = () => now() + ms;
