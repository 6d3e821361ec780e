namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>Waits for what happens on other threads.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        using var patience = new CancellationTokenSource(TestClients.Patience);
        while (!condition())
        {
            Assert.False(patience.IsCancellationRequested, $"It did not come about that {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
        }
    }
}
