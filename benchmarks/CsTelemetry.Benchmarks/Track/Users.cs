namespace CsTelemetry.Benchmarks.Track;

/// <summary>Knows the users that every way reports for.</summary>
internal static class Users
{
    private static readonly string[] Ids = Enumerable.Range(0, 64).Select(i => $"user-{i:D8}").ToArray();

    public static string Of(int i) => Ids[i % Ids.Length];
}
