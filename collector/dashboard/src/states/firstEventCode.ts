/** The lines that bring a product's first event: the SDK's public names, and its default address, the demo's. */
export const firstEventCode = `using CsTelemetry;

await using var telemetry = CsTelemetryClient.Create(options => options.ApiKey = "PREFIX.SECRET");
telemetry.TrackLogin("acme", "user-1");
telemetry.TrackFeature("reports.export", "acme", "user-1");
await telemetry.FlushAsync(TimeSpan.FromSeconds(5));`;
