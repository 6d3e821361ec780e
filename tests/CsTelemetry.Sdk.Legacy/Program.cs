namespace CsTelemetry.Sdk.Legacy;

/// <summary>Reports so many events to the collector at an HTTP address, waits at most so many seconds for them, and prints what became of them.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var events = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture);
        using var telemetry = CsTelemetryClient.Create(options =>
        {
            options.HttpEndpoint = new Uri(args[0]);
            options.ApiKey = "legacy.secret";
            options.Application = "legacy";
        });
        using (telemetry.BeginScope(new TelemetryScope { AccountId = "acme", UserId = "u-17", Platform = Platform.Desktop }))
        {
            for (var i = 0; i < events; i++)
            {
                telemetry.TrackFeature("übersicht", new EventDetails { Properties = new TelemetryProperty[] { new("n", i), new("ratio", 0.25) } });
            }

            telemetry.TrackFeature("");
        }

        var result = await telemetry.FlushAsync(TimeSpan.FromSeconds(args.Length > 2 ? double.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 20));
        var stats = telemetry.GetStats();
        Console.WriteLine($"delivered={result.Delivered} rejected={result.Rejected} remaining={result.Remaining} invalid={stats.Dropped.Invalid} tracked={stats.Tracked} error={result.LastError}");
        return result.AllDelivered ? 0 : 1;
    }
}
