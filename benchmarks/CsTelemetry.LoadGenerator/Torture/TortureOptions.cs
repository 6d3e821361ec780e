namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>What the run is asked for.</summary>
internal sealed record TortureOptions(int Kills, int StoreKills, int Seed, int Clients, int EventsPerSecond, bool Sabotage);
