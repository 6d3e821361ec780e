namespace UsageSimulator.Catalog;

/// <summary>Names what an account pays for, from least to most.</summary>
internal enum Plan
{
    Starter,
    Team,
    Business,
}
