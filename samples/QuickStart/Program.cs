using CsTelemetry;

await using var telemetry = CsTelemetryClient.Create(options =>
{
    options.Endpoint = new Uri(args.ElementAtOrDefault(0) ?? Environment.GetEnvironmentVariable("CSTELEMETRY_ENDPOINT") ?? "http://127.0.0.1:5317");
    options.ApiKey = args.ElementAtOrDefault(1) ?? Environment.GetEnvironmentVariable("CSTELEMETRY_KEY") ?? "quickstart.secret";
});
telemetry.TrackLogin("acme", "u-17");
telemetry.TrackFeature("reports.export", "acme", "u-17", new() { Properties = [new("format", "pdf"), new("rows", 12)] });
var result = await telemetry.FlushAsync(TimeSpan.FromSeconds(5));
Console.WriteLine($"{result.Delivered} delivered, {result.Rejected} rejected, {result.Remaining} waiting. {result.LastError}");
return result.AllDelivered ? 0 : 1;
