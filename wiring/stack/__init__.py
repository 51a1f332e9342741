"""The embedded stack: PostgreSQL, Temporal, an S3 server, the simulator, the workers and the console.

One supervisor starts them in the order of their needs, in one data folder, and keeps them running.
Each is the production program behind the production settings; only its address is ours.
"""
