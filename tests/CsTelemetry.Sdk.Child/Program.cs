using CsTelemetry;

// Reports through a client with a disk directory until it is killed, exits or crashes, and says on the way what is safe.
// Arguments: the collector's address, the directory, the name of the run, and how it ends: never, exit or crash.
var (endpoint, directory, run, end) = (args[0], args[1], args[2], args[3]);
var client = CsTelemetryClient.Create(options =>
{
    options.Endpoint = new Uri(endpoint);
    options.ApiKey = "child.secret";
    options.DiskDirectory = directory;
    options.MaxBatchEvents = 20;
    options.FlushInterval = TimeSpan.FromMilliseconds(20);
    options.AttemptTimeout = TimeSpan.FromMilliseconds(300);
    options.RetryFirstDelay = TimeSpan.FromMilliseconds(5);
    options.RetryLongestDelay = TimeSpan.FromMilliseconds(40);
});
var random = new Random(run.Aggregate(17, (hash, letter) => (hash * 31) + letter));
var tracked = 0;
while (true)
{
    var upTo = tracked + random.Next(1, 60);
    Say($"tracking {upTo}");
    while (tracked < upTo)
    {
        client.TrackFeature("reports.export", "acme", $"{run}.{++tracked}");
    }

    if (end == "exit")
    {
        return 0;
    }

    if (end == "crash")
    {
        throw new InvalidOperationException("The child was told to crash.");
    }

    var result = await client.FlushAsync(TimeSpan.FromSeconds(5));
    if (result.Remaining + result.Dropped + result.Rejected == 0)
    {
        Say($"safe {tracked}");
    }
}

static void Say(string line)
{
    Console.Out.WriteLine(line);
    Console.Out.Flush();
}
