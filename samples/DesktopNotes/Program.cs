using CsTelemetry;
using DesktopNotes;

var settings = Settings.Read(args);
await using var telemetry = CsTelemetryClient.Create(settings.Configure);
using var scope = telemetry.BeginScope(new TelemetryScope
{
    AccountId = "acme",
    UserId = settings.User,
    SessionId = Guid.NewGuid().ToString("N"),
    Platform = Platform.Desktop,
});

var notes = new Notebook(settings.Folder, telemetry);
foreach (var text in settings.Notes)
{
    notes.Write(text);
}

Console.WriteLine($"{notes.Count} notes.");

// No network, no waiting: what cannot leave in time goes to the folder, and leaves at the next start that finds a collector.
var result = await telemetry.FlushAsync(settings.Patience);
Console.WriteLine($"{result.Delivered} events delivered, {result.Remaining + result.Persisted} kept for later.");
