using CsTelemetry;

var endpoint = new Uri(args.ElementAtOrDefault(0) ?? "http://127.0.0.1:5317");
var key = args.ElementAtOrDefault(1) ?? Environment.GetEnvironmentVariable("CSTELEMETRY_KEY") ?? "";

await using var telemetry = CsTelemetryClient.Create(options => (options.Endpoint, options.ApiKey) = (endpoint, key));
telemetry.TrackLogin("acme", "u-17");
telemetry.TrackFeature("reports.export", "acme", "u-17");
var result = await telemetry.FlushAsync(TimeSpan.FromSeconds(5));

Console.WriteLine($"{result.Delivered} delivered, {result.Rejected} rejected, {result.Remaining} waiting. {result.LastError}");
return result.AllDelivered ? 0 : 1;
