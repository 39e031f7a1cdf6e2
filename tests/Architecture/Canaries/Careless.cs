namespace Commerce.Architecture.Canaries;

internal sealed record Careless
{
    public string Name { get; set; } = "";
}

internal sealed record CarelessList(List<string> Names);

internal sealed class NotARecord(string name)
{
    public string Name { get; } = name;
}
